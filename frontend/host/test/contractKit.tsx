/**
 * What every micro-app has to hold, run against the app itself in the host that it will live in. An app's own tests
 * call `microAppContract` once and go on with what is theirs.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isRules,
  type JsonObject,
  type MicroAppModule,
  type MicroAppRules,
  type PreviewModule,
  type SettingsModule,
} from '@gesso/sdk';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { MicroAppHost, MicroAppSettings } from '../src/loader/MicroAppHost.tsx';
import { host } from '../src/modules.ts';
import { forget, learn } from '../src/widget/appRules.ts';
import { installApps, show, type TestCanvas, testCanvas } from './page.tsx';

export interface MicroApp {
  /** The app's folder name and id. */
  id: string;
  /** The app's folder. */
  folder: string;
  Widget: MicroAppModule;
  Settings: SettingsModule;
  Preview: PreviewModule;
  /** For an app with a backend. */
  rules?: MicroAppRules;
  /** States that people have, the fullest first; the first is also used for edits. */
  states: readonly JsonObject[];
  /** Commands with good data, in an order in which each has an effect. */
  commands?: readonly { do: string; data: JsonObject }[];
}
interface Sizes {
  default: { w: number; h: number };
  min: { w: number; h: number };
  max: { w: number; h: number };
}

const W = 'w1';
const stamp = { by: 'ada', at: 3_612_262_400_000_003 };
/** What no app has written, but old data, another version or a stranger may. */
const STRANGE: readonly JsonObject[] = [
  {},
  { unknown: { deep: [1, null, { a: [] }] } },
  { todos: null, events: 'none', messages: 7, doc: [], lists: {} },
  { todos: [null, 1, {}, { id: 1 }], events: [null], messages: [{ id: 'x' }], doc: { base: 3 } },
];
const CYCLES = 20;

export function microAppContract(app: MicroApp): void {
  const manifest = JSON.parse(readFileSync(join(app.folder, 'manifest.json'), 'utf8')) as {
    title: string;
    summary: string;
    sizes: Sizes;
    backend?: string;
  };
  const { sizes } = manifest;
  let page: TestCanvas;
  let errors: MockInstance<typeof console.error>;
  beforeEach(() => {
    localStorage.clear();
    errors = vi.spyOn(console, 'error').mockImplementation(() => {});
    if (app.rules) learn(app.id, app.rules);
  });
  afterEach(() => {
    cleanup();
    forget(app.id);
    vi.restoreAllMocks();
  });

  const open = (state: JsonObject, size = sizes.default, config: JsonObject = {}) => {
    installApps({ [app.id]: { Widget: app.Widget, Settings: app.Settings, Preview: app.Preview } });
    page = testCanvas([{ id: W, appId: app.id, state, config }]);
    return show(page, <MicroAppHost widgetId={W} size={size} />);
  };
  const drawn = async (container: HTMLElement) => {
    await waitFor(() => expect(container.textContent).not.toBe(''));
    await act(async () => {});
  };
  const crashed = () => /^The app('s code)? (stopped|could not|did not)/.test(alerts());
  const alerts = () =>
    screen
      .queryAllByRole('alert')
      .map((alert) => alert.textContent)
      .join();
  const instance = async (): Promise<ReturnType<MicroAppModule['create']>> => {
    const made: ReturnType<MicroAppModule['create']>[] = [];
    const { create } = app.Widget;
    installApps({
      [app.id]: {
        Widget: {
          ...app.Widget,
          create: (context) => {
            const one = create(context);
            made.push(one);
            return one;
          },
        },
        Settings: app.Settings,
        Preview: app.Preview,
      },
    });
    page = testCanvas([{ id: W, appId: app.id, state: app.states[0] ?? {} }]);
    const { container } = show(page, <MicroAppHost widgetId={W} size={sizes.default} />);
    await drawn(container);
    const one = made.at(-1);
    if (!one) throw new Error('the app was not made');
    return one;
  };

  describe(`the contract of ${app.id}`, () => {
    it('[W1][V3] has its three modules, and a manifest that holds together', () => {
      expect(app.Widget.contract).toBe(1);
      expect(typeof app.Widget.create).toBe('function');
      expect(typeof app.Settings).toBe('function');
      expect(typeof app.Preview).toBe('function');
      expect(manifest.title).toMatch(/\S/);
      expect(manifest.summary).toMatch(/\S/);
      for (const side of ['w', 'h'] as const) {
        expect(sizes.min[side]).toBeGreaterThan(0);
        expect(sizes.min[side]).toBeLessThanOrEqual(sizes.default[side]);
        expect(sizes.default[side]).toBeLessThanOrEqual(sizes.max[side]);
      }
    });

    it('[W6] draws each state at each size, and logs nothing', async () => {
      for (const state of app.states)
        for (const size of [sizes.min, sizes.default, sizes.max]) {
          const { container, unmount } = open(state, size);
          await drawn(container);
          expect(crashed(), JSON.stringify(state).slice(0, 80)).toBe(false);
          unmount();
        }
      expect(errors.mock.calls).toEqual([]);
    });

    it('[W8] takes every size while it is open', async () => {
      const view = open(app.states[0] ?? {});
      await drawn(view.container);
      for (const size of [sizes.min, sizes.max, sizes.default]) {
        view.rerender(<MicroAppHost widgetId={W} size={size} />);
        expect(crashed()).toBe(false);
      }
    });

    it('[W15] draws something for data that no app has written', async () => {
      for (const state of STRANGE) {
        const { container, unmount } = open(state);
        await drawn(container);
        expect(crashed(), JSON.stringify(state)).toBe(false);
        unmount();
      }
      for (const config of [{ heading: 7 }, { view: [] }, { unknown: null }]) {
        const { container, unmount } = open(app.states[0] ?? {}, sizes.default, config);
        await drawn(container);
        expect(crashed(), JSON.stringify(config)).toBe(false);
        unmount();
      }
    });

    it('[W9] hears any event and answers none by itself', async () => {
      const { container } = open(app.states[0] ?? {});
      await drawn(container);
      for (const type of ['todo.toggled', 'chat.posted', 'timer.rang', 'widget-moved', 'x'])
        act(() => page.canvas.bus.emit({ type, source: 'w2', data: { id: 'a' }, by: 'bob', at: 3 }));
      expect(crashed()).toBe(false);
      expect(page.sent).toEqual([]);
    });

    it('[W10][W11][W12][W13] has the callbacks of the contract', async () => {
      const one = await instance();
      expect(one.getState()).toMatchObject(app.states[0] ?? {});
      expect(one.getConfig()).toEqual({});
      act(() => one.setState({ probe: 1 }));
      act(() => one.emitEvent({ type: 'probe.sent', data: {} }));
      expect(page.sent.map(({ do: name, data }) => [name, data])).toEqual([
        ['set-state', { patch: { probe: 1 } }],
        ['emit', { type: 'probe.sent', data: {} }],
      ]);
      expect(one.getState()).toMatchObject({ ...(app.states[0] ?? {}), probe: 1 });
      expect(crashed()).toBe(false);
    });

    it('[W14] has settings, and a preview that needs no canvas', async () => {
      open(app.states[0] ?? {});
      cleanup();
      const view = show(page, <MicroAppSettings widgetId={W} size={sizes.default} />);
      await drawn(view.container);
      expect(crashed()).toBe(false);
      cleanup();
      const { Preview } = app;
      const { container } = render(<Preview theme="dark" />);
      await drawn(container);
    });

    it('[X5] offers a viewer nothing that changes anything', async () => {
      const { container } = open(app.states[0] ?? {});
      await drawn(container);
      act(() => page.role('viewer'));
      const tried = new Set<Element>();
      for (let round = 0; round < 3; round++)
        for (const button of container.querySelectorAll('button, [role=button], input[type=checkbox]')) {
          if (tried.has(button) || !button.isConnected || (button as HTMLButtonElement).disabled) continue;
          tried.add(button);
          fireEvent.click(button);
        }
      await act(async () => {});
      expect(page.sent).toEqual([]);
      expect(crashed()).toBe(false);
    });

    it('[W7] leaves nothing behind, however often it comes and goes', async () => {
      const balance = new Map<string, number>();
      const count = (target: EventTarget, name: string) => {
        const add = target.addEventListener.bind(target);
        const remove = target.removeEventListener.bind(target);
        const by = (type: string, n: number) =>
          balance.set(`${name} ${type}`, (balance.get(`${name} ${type}`) ?? 0) + n);
        vi.spyOn(target, 'addEventListener').mockImplementation((...args: Parameters<typeof add>) => {
          by(args[0], 1);
          add(...args);
        });
        vi.spyOn(target, 'removeEventListener').mockImplementation((...args: Parameters<typeof remove>) => {
          by(args[0], -1);
          remove(...args);
        });
      };
      const first = open(app.states[0] ?? {});
      await drawn(first.container);
      first.unmount();
      count(window, 'window');
      count(document, 'document');
      const intervals = new Set<unknown>();
      const { setInterval: begin, clearInterval: end } = globalThis;
      vi.stubGlobal('setInterval', (...args: Parameters<typeof setInterval>) => {
        const timer = begin(...args);
        intervals.add(timer);
        return timer;
      });
      vi.stubGlobal('clearInterval', (timer: Parameters<typeof clearInterval>[0]) => {
        intervals.delete(timer);
        end(timer);
      });
      try {
        for (let i = 0; i < CYCLES; i++) {
          const { container, unmount } = open(app.states[0] ?? {});
          await drawn(container);
          unmount();
        }
        await act(async () => {});
      } finally {
        vi.unstubAllGlobals();
      }
      expect(intervals.size).toBe(0);
      expect([...balance].filter(([, left]) => left >= CYCLES)).toEqual([]);
      expect(page.canvas.bus.counters().listeners).toBe(0);
      expect(host.instances.of(app.id)).toBe(0);
    });

    it('[V3] gives each control a name, and nothing an order of its own', async () => {
      const { container } = open(app.states[0] ?? {});
      await drawn(container);
      for (const control of container.querySelectorAll<HTMLElement>(
        'button, a[href], input, select, textarea, [role=button], [role=textbox], [contenteditable=true]',
      ))
        expect(nameOf(control), control.outerHTML.slice(0, 200)).toMatch(/\S/);
      for (const image of container.querySelectorAll('img')) expect(image.hasAttribute('alt')).toBe(true);
      for (const one of container.querySelectorAll<HTMLElement>('[tabindex]'))
        expect(one.tabIndex).toBeLessThanOrEqual(0);
    });

    const { rules } = app;
    if (rules) {
      it('[FE-58] has rules that are pure and total', () => {
        expect(isRules(rules)).toBe(true);
        expect(rules.knows('nobody.has-heard-of')).toBe(false);
        for (const state of [rules.initial, ...app.states])
          for (const command of [...(app.commands ?? []), { do: `${app.id}.unknown`, data: {} }]) {
            const before = JSON.stringify(state);
            const events = rules.predict(frozen(state), command.do, frozen(command.data), stamp);
            const after = events.reduce((so, event) => frozen(rules.evolve(so, frozen(event), stamp)), state);
            expect(JSON.stringify(state)).toBe(before);
            expect(() => JSON.stringify(after)).not.toThrow();
            for (const { type } of events) expect(rules.knows(type), type).toBe(true);
          }
      });

      it('[FE-33] guesses idempotently, and nothing of nonsense', () => {
        let state = frozen(rules.initial);
        for (const { do: name, data } of app.commands ?? []) {
          const apply = (so: JsonObject) =>
            rules
              .predict(so, name, data, stamp)
              .reduce((then, event) => rules.evolve(then, event, stamp), so);
          const once = frozen(apply(state));
          expect(apply(once), name).toEqual(once);
          for (const nonsense of [{}, { id: 7 }, { id: 'none' }, { text: null }] as JsonObject[])
            expect(() => rules.predict(state, name, nonsense, stamp), name).not.toThrow();
          state = once;
        }
      });
    }
  });
}

/** What a screen reader says of a control, as far as markup tells. */
function nameOf(control: HTMLElement): string {
  const labelled = (control.getAttribute('aria-labelledby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '');
  const labels = [...((control as HTMLInputElement).labels ?? [])].map((label) => label.textContent);
  const own = control.getAttribute('aria-label') ?? '';
  return [own, ...labelled, ...labels, control.textContent, control.title].join(' ');
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}
