import type { MicroAppRules } from '@gesso/sdk';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { forget, rulesOf } from './appRules.ts';
import { RulesKeeper } from './rulesKeeper.ts';

const rules: MicroAppRules = {
  initial: {},
  knows: () => true,
  evolve: (state) => state,
  predict: () => [],
};

function keeper(load: (module: string) => unknown, modules = ['./Widget', './Rules']) {
  const recovered: (() => void)[] = [];
  const loads: string[] = [];
  const kept = new RulesKeeper({
    modules: async () => modules,
    load: async (_app, module) => {
      loads.push(module);
      return load(module);
    },
    onRecovered: (_app, listener) => {
      recovered.push(listener);
      return () => {};
    },
  });
  return { kept, loads, recover: () => recovered.splice(0).map((listener) => listener()) };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

afterEach(() => forget('poll'));

describe('the rules of an app', () => {
  it('[FE-58] are brought once, and whoever waits is told', async () => {
    const { kept, loads } = keeper(() => rules);
    const told = vi.fn();
    kept.onLearned(told);
    for (let i = 0; i < 5; i++) kept.want('poll');
    await settled();
    kept.want('poll');
    expect(loads).toEqual(['./Rules']);
    expect(rulesOf('poll')).toBe(rules);
    expect(told.mock.calls).toEqual([['poll']]);
  });

  it('[FE-58] are not asked of an app that has none', async () => {
    const { kept, loads } = keeper(() => rules, ['./Widget']);
    kept.want('poll');
    await settled();
    expect(loads).toEqual([]);
    expect(kept.counters).toEqual({ asked: 1, learned: 0, failed: 0 });
  });

  it('[FE-58][M5] come when the app that failed is there after all', async () => {
    let away = true;
    const { kept, recover } = keeper(() => {
      if (away) throw new Error('away');
      return rules;
    });
    kept.want('poll');
    await settled();
    expect(rulesOf('poll')).toBeUndefined();
    away = false;
    recover();
    await settled();
    expect(rulesOf('poll')).toBe(rules);
  });

  it('[FE-58][W15] of the wrong shape are none', async () => {
    const { kept } = keeper(() => ({ initial: {}, knows: true }));
    kept.want('poll');
    await settled();
    expect(rulesOf('poll')).toBeUndefined();
    expect(kept.counters.failed).toBe(1);
  });
});
