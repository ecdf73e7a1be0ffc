/**
 * What every micro-app has to hold, run against the app itself in the host that it will live in. An app's own tests
 * call `microAppContract` once and go on with what is theirs. The fake host is held to the same by another stage.
 */
import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
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
import { faultIn, type Shape } from '../src/intents/shape.ts';
import { faultsIn } from './accessibility.ts';
import { realStage, type Stage } from './stage.tsx';
import { Timers } from './timers.ts';

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

const stamp = { by: 'ada', at: 3_612_262_400_000_003 };
/** What no app has written, but old data, another version or a stranger may. */
const STRANGE: readonly JsonObject[] = [
  {},
  { unknown: { deep: [1, null, { a: [] }] } },
  { todos: null, events: 'none', messages: 7, doc: [], lists: {}, entries: 'none' },
  {
    todos: [null, 1, {}, { id: 1 }],
    events: [null],
    messages: [{ id: 'x' }],
    doc: { base: 3 },
    entries: [null],
  },
];
const CYCLES = 20;
/** Full states at several sizes take a while on a busy machine. */
const PATIENCE_MILLIS = 60_000;
const PRESSABLE = 'button, [role=button], input[type=checkbox]';
/** How long what an app has started may outlive it. */
const AFTERLIFE_MILLIS = 50;

export function microAppContract(app: MicroApp, stage: Stage = realStage): void {
  const manifest = JSON.parse(readFileSync(join(app.folder, 'manifest.json'), 'utf8')) as {
    title: string;
    summary: string;
    sizes: Sizes;
    backend?: string;
    intents?: Record<string, { fields: Shape; result?: Shape }>;
  };
  const { sizes } = manifest;
  const full = app.states[0] ?? {};
  let errors: MockInstance<typeof console.error>;
  beforeEach(() => {
    localStorage.clear();
    errors = vi.spyOn(console, 'error').mockImplementation(() => {});
  });
  afterEach(() => {
    cleanup();
    stage.clear(app);
    vi.restoreAllMocks();
  });

  const open = (state: JsonObject = full, more: Partial<Parameters<Stage['open']>[1]> = {}) =>
    stage.open(app, { state, size: sizes.default, ...more });
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
  /** The running app, and where it runs. */
  const instance = async () => {
    const made: ReturnType<MicroAppModule['create']>[] = [];
    const create: MicroAppModule['create'] = (context) => {
      const one = app.Widget.create(context);
      made.push(one);
      return one;
    };
    const view = stage.open(
      { ...app, Widget: { ...app.Widget, create } },
      { state: full, size: sizes.default },
    );
    await drawn(view.container);
    const one = made.at(-1);
    if (!one) throw new Error('the app was not made');
    return { one, view };
  };
  /** Everything that can be pressed, and what appears by it. */
  const pressAll = async (container: HTMLElement) => {
    const tried = new Set<Element>();
    for (let round = 0; round < 3; round++)
      for (const button of container.querySelectorAll(PRESSABLE)) {
        if (tried.has(button) || !button.isConnected || (button as HTMLButtonElement).disabled) continue;
        tried.add(button);
        fireEvent.click(button);
      }
    await act(async () => {});
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

    it(
      '[W6] draws each state at each size, and logs nothing',
      async () => {
        for (const state of app.states)
          for (const size of [sizes.min, sizes.default, sizes.max]) {
            const { container, unmount } = open(state, { size });
            await drawn(container);
            expect(crashed(), JSON.stringify(state).slice(0, 80)).toBe(false);
            unmount();
          }
        expect(errors.mock.calls).toEqual([]);
      },
      PATIENCE_MILLIS,
    );

    it('[W6] speaks English and German, and draws in both', async () => {
      for (const locale of ['en', 'de'] as const) {
        const { container, unmount } = open(full, { locale });
        await drawn(container);
        expect(crashed(), locale).toBe(false);
        unmount();
      }
    });

    it('[W8] takes every size while it is open, and is told of each', async () => {
      const { one, view } = await instance();
      const told = vi.spyOn(one, 'onResize');
      for (const size of [sizes.min, sizes.max, sizes.default]) {
        view.resize(size);
        await act(async () => {});
        expect(crashed()).toBe(false);
      }
      expect(told.mock.calls.map(([size]) => size)).toEqual(
        [sizes.min, sizes.max, sizes.default].filter(
          (size, i, all) => JSON.stringify(size) !== JSON.stringify(all[i - 1] ?? sizes.default),
        ),
      );
    });

    it('[W15] draws something for data that no app has written', async () => {
      for (const state of STRANGE) {
        const { container, unmount } = open(state);
        await drawn(container);
        expect(crashed(), JSON.stringify(state)).toBe(false);
        unmount();
      }
      for (const config of [{ heading: 7 }, { view: [] }, { unknown: null }]) {
        const { container, unmount } = open(full, { config });
        await drawn(container);
        expect(crashed(), JSON.stringify(config)).toBe(false);
        unmount();
      }
    });

    it('[W9] hears any event, makes nothing of nonsense, and answers none by itself', async () => {
      const view = open();
      await drawn(view.container);
      const own = (app.commands ?? []).map(({ do: name }) => name);
      for (const type of ['todo.toggled', 'chat.posted', 'timer.rang', 'widget-moved', 'x', ...own])
        for (const data of [{ id: 'a' }, {}, { id: 7, item: null }] as JsonObject[])
          view.emit({ type, source: 'w2', data, by: 'bob', at: 3 });
      expect(crashed()).toBe(false);
      expect(view.sent()).toEqual([]);
    });

    it('[W10][W11][W12][W13] has the callbacks of the contract', async () => {
      const { one, view } = await instance();
      expect(one.getState()).toMatchObject(full);
      expect(one.getConfig()).toEqual({});
      act(() => one.setState({ probe: 1 }));
      act(() => one.emitEvent({ type: 'probe.sent', data: {} }));
      expect(view.sent()).toEqual([
        { do: 'set-state', data: { patch: { probe: 1 } } },
        { do: 'emit', data: { type: 'probe.sent', data: {} } },
      ]);
      expect(one.getState()).toMatchObject({ ...full, probe: 1 });
      act(() => one.setState({ probe: null }));
      expect(one.getState()).not.toHaveProperty('probe');
      expect(crashed()).toBe(false);
    });

    it('[FE-205][E7] serves the intents that its manifest declares, as a part of the step', async () => {
      const intents = Object.entries(manifest.intents ?? {});
      if (intents.length === 0) return;
      const { one, view } = await instance();
      for (const [name, { fields, result = {} }] of intents)
        for (const data of [sample(fields, true), sample(fields, false)]) {
          expect(faultIn(data, fields)).toBeUndefined();
          const before = view.sent().length;
          const intent = { name, data, from: { widget: 'w2', app: 'x' }, step: { cause: 'step' } };
          const answer = await act(async () => one.onIntent?.(intent));
          expect(answer && faultIn(answer, result), name).toBeUndefined();
          const made = view.sent().slice(before);
          expect(made.length, name).toBeGreaterThan(0);
          for (const { cause } of made) expect(cause, name).toBe('step');
        }
      expect(crashed()).toBe(false);
    });

    it('[W14] has settings, and a preview that needs no canvas', async () => {
      const view = stage.settings(app, { state: full, size: sizes.default });
      await drawn(view.container);
      expect(crashed()).toBe(false);
      expect(faultsIn(view.container)).toEqual([]);
      cleanup();
      const { Preview } = app;
      for (const theme of ['light', 'dark'] as const) {
        const { container, unmount } = render(<Preview theme={theme} />);
        await drawn(container);
        unmount();
      }
    });

    it('[X5] offers a viewer nothing that changes anything, in its settings neither', async () => {
      const view = open();
      await drawn(view.container);
      view.role('viewer');
      await pressAll(view.container);
      expect(view.sent()).toEqual([]);
      expect(crashed()).toBe(false);
      cleanup();
      const settings = stage.settings(app, { state: full, size: sizes.default });
      await drawn(settings.container);
      settings.role('viewer');
      await pressAll(settings.container);
      for (const field of settings.container.querySelectorAll('input, select, textarea'))
        fireEvent.blur(field);
      expect(settings.sent()).toEqual([]);
    });

    it('[W15] stays when every edit is refused', async () => {
      const view = open(full, { refuse: true });
      await drawn(view.container);
      for (const field of view.container.querySelectorAll<HTMLInputElement>('input:not([type]), textarea')) {
        fireEvent.change(field, { target: { value: 'Probe' } });
        if (field.form) fireEvent.submit(field.form);
      }
      await pressAll(view.container);
      await act(() => new Promise((resolve) => setTimeout(resolve, AFTERLIFE_MILLIS)));
      expect(crashed()).toBe(false);
      expect(view.container.textContent).not.toBe('');
    });

    it(
      '[W7] leaves nothing behind, however often it comes and goes',
      async () => {
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
        const first = open();
        await drawn(first.container);
        first.unmount();
        count(window, 'window');
        count(document, 'document');
        const timers = new Timers(join(app.folder, 'src') + sep);
        let last = first;
        try {
          for (let i = 0; i < CYCLES; i++) {
            last = open();
            await drawn(last.container);
            // What starts timers is mostly what somebody does.
            for (const button of [...last.container.querySelectorAll('button')].slice(0, 3))
              fireEvent.click(button);
            last.unmount();
          }
          await act(() => new Promise((resolve) => setTimeout(resolve, AFTERLIFE_MILLIS)));
          expect(timers.left()).toEqual([]);
        } finally {
          timers.release();
        }
        expect([...balance].filter(([, left]) => left >= CYCLES)).toEqual([]);
        expect(last.left()).toEqual({ listeners: 0, instances: 0 });
      },
      PATIENCE_MILLIS,
    );

    it('[V3] gives each control a name, and nothing an order of its own', async () => {
      for (const state of app.states.slice(0, 1).concat(app.states.slice(-1))) {
        const view = open(state);
        await drawn(view.container);
        expect(faultsIn(view.container)).toEqual([]);
        view.role('viewer');
        expect(faultsIn(view.container)).toEqual([]);
        view.unmount();
      }
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

const VALUES: Readonly<Record<string, string | number | boolean>> = {
  text: 'Something\nto do',
  number: 3,
  flag: true,
  day: '2026-12-01',
  moment: '2026-12-01T09:30',
};
/** Data of a declared shape, with or without what may be left out. */
const sample = (shape: Shape, all: boolean): JsonObject =>
  Object.fromEntries(
    Object.entries(shape).flatMap(([field, kind]) =>
      all || !field.endsWith('?') ? [[field.replace('?', ''), VALUES[kind] ?? null]] : [],
    ),
  );

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}
