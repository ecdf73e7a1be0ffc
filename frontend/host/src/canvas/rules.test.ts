import type { MicroAppRules } from '@gesso/sdk';
import type { CanvasView, JsonObject, WidgetState } from '@gesso/sdk/protocol';
import { describe, expect, it, vi } from 'vitest';
import { golden } from '../../test/golden.ts';
import { TODO } from '../../test/modelServer.ts';
import { evolve as evolveWidget } from '../widget/rules.ts';
import { inOrder } from './comments.ts';
import { predict } from './predict.ts';
import {
  type Canvas,
  type CanvasEvent,
  canvasOf,
  emptyCanvas,
  evolve,
  isCanvasEvent,
  places,
} from './rules.ts';

/** The rules of every app of the tree, by app. */
const RULES = Object.fromEntries(
  Object.entries(
    import.meta.glob<MicroAppRules>('../../../apps/*/src/rules.ts', { eager: true, import: 'default' }),
  ).map(([path, rules]) => [path.split('/').at(-3) ?? '', rules]),
);
const stamp = { by: 'ada', at: 3_612_262_400_000_003 };
const after = (...events: CanvasEvent[]): Canvas =>
  events.reduce((canvas, event) => evolve(canvas, event, stamp), emptyCanvas('c1'));
const added = (widget: string, x = 0, y = 0): CanvasEvent => ({
  type: 'widget-added',
  data: {
    widget,
    appId: 'todo',
    appVersion: '1.0.0',
    backend: 'todo',
    title: 'Todo',
    position: { x, y },
    size: { w: 3, h: 4 },
    min: { w: 2, h: 2 },
    max: { w: 12, h: 24 },
    z: 1,
  },
});

describe('canvas events', () => {
  const files = golden<{ origin: { user: string; at: number }; data: JsonObject }>('events');
  it('[FE-30] of every golden file have a case here and change a canvas without an error', () => {
    const canvasEvents = files.filter(({ name }) => name.startsWith('canvas.'));
    expect(canvasEvents.length).toBeGreaterThan(15);
    const start = after(added('todo-1'), added('notes', 4));
    for (const { name, content } of canvasEvents) {
      const event = { type: name.replace(/^canvas\.(.*)\.\d+\.json$/, '$1'), data: content.data };
      expect(isCanvasEvent(event), name).toBe(true);
      if (isCanvasEvent(event)) {
        const next = evolve(start, event, { by: content.origin.user, at: content.origin.at });
        expect(next, name).toBeDefined();
        expect(() => evolve(emptyCanvas('x'), event, { by: 'ada', at: 1 }), name).not.toThrow();
      }
    }
  });
  it('[FE-31] of every kind do what they say', () => {
    const canvas = after(
      {
        type: 'created',
        data: { title: 'Plan', grid: { columns: 6, rowHeight: 50, gap: 8, collision: 'free' } },
      },
      added('a'),
      added('b', 3),
      { type: 'widget-moved', data: { widget: 'a', position: { x: 2, y: 3 }, from: { x: 0, y: 0 } } },
      { type: 'widget-resized', data: { widget: 'a', size: { w: 4, h: 4 }, from: { w: 3, h: 4 } } },
      { type: 'widget-locked', data: { widget: 'a', locked: true } },
      { type: 'widget-raised', data: { widget: 'a', z: 9, was: 1 } },
      { type: 'widget-renamed', data: { widget: 'a', title: 'Shopping', was: 'Todo' } },
      { type: 'widget-removed', data: { widget: 'b' } },
      { type: 'member-joined', data: { user: 'bob', role: 'viewer' } },
      { type: 'member-role-changed', data: { user: 'bob', role: 'editor', was: 'viewer' } },
      { type: 'layout-saved', data: { layout: 'l1', name: 'Morning', places: {} } },
    );
    expect(canvas.title).toBe('Plan');
    expect(canvas.widgets.get('a')).toMatchObject({
      wanted: { x: 2, y: 3 },
      size: { w: 4, h: 4 },
      locked: true,
      z: 9,
      title: 'Shopping',
    });
    expect([...canvas.removed.keys()]).toEqual(['b']);
    expect(Object.fromEntries(canvas.members)).toEqual({ ada: { role: 'owner' }, bob: { role: 'editor' } });
    expect(canvas.layouts).toMatchObject([{ id: 'l1', name: 'Morning', by: 'ada', kept: false }]);
    const back = evolve(
      canvas,
      { type: 'widget-restored', data: { widget: 'b', position: { x: 1, y: 1 } } },
      stamp,
    );
    expect(back.widgets.get('b')?.wanted).toEqual({ x: 1, y: 1 });
    expect(back.removed.size).toBe(0);
  });
  it('[FE-32] load a layout and take it back as one step, and forget the oldest that nobody asked for', () => {
    const place = (x: number, y: number) => ({ position: { x, y }, size: { w: 3, h: 4 } });
    const start = after(added('a'), added('b', 3), { type: 'widget-removed', data: { widget: 'b' } });
    const loaded = evolve(
      start,
      {
        type: 'layout-loaded',
        data: {
          layout: 'l1',
          places: { a: place(6, 0), b: place(0, 0) },
          restored: ['b'],
          before: { a: place(0, 0), b: place(3, 0) },
          saved: { layout: 'kept-0', name: 'Before loading' },
        },
      },
      stamp,
    );
    expect([...places(loaded)].sort()).toEqual([
      ['a', { x: 6, y: 0 }],
      ['b', { x: 0, y: 0 }],
    ]);
    const reverted = evolve(
      loaded,
      {
        type: 'layout-reverted',
        data: { layout: 'l1', places: { a: place(0, 0), b: place(3, 0) }, removed: ['b'], was: {} },
      },
      stamp,
    );
    expect(reverted.widgets).toEqual(start.widgets);
    expect(reverted.removed).toEqual(start.removed);
    let many = loaded;
    for (let i = 1; i <= 12; i++)
      many = evolve(
        many,
        {
          type: 'layout-loaded',
          data: {
            layout: 'l1',
            places: {},
            restored: [],
            before: {},
            saved: { layout: `kept-${i}`, name: 'x' },
          },
        },
        stamp,
      );
    expect(many.layouts.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, i) => `kept-${i + 3}`));
  });
});

interface FoldVector {
  of: string;
  start: JsonObject;
  app?: { id: string; version: string };
  events: { of: string; rev: number; origin: { user: string; at: number }; type: string; data: JsonObject }[];
  state: JsonObject;
}

describe('the golden folds', () => {
  const vectors = golden<FoldVector>('fold');
  const viewOf = (canvas: Canvas, revision: number, at: number) => {
    const shownAt = places(canvas);
    const views = (map: Canvas['widgets']) =>
      [...map.values()]
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map((widget) => ({ ...widget, position: shownAt.get(widget.id) ?? widget.wanted }));
    return {
      id: canvas.id,
      title: canvas.title,
      revision,
      at,
      grid: canvas.grid,
      widgets: views(canvas.widgets),
      removed: views(canvas.removed),
      layouts: canvas.layouts,
      members: [...canvas.members]
        .map(([user, member]) => ({ user, ...member }))
        .sort((a, b) => (a.user < b.user ? -1 : 1)),
      comments: inOrder(canvas.comments),
      ...(canvas.from && { from: canvas.from }),
    };
  };
  it.each(vectors.filter(({ content }) => content.of === 'canvas'))(
    '[FE-38] of a canvas end as in Java: $name',
    ({ content }) => {
      let canvas = canvasOf(content.start as unknown as CanvasView);
      for (const { type, data, origin } of content.events) {
        const event = { type, data };
        if (!isCanvasEvent(event)) throw new Error(`unknown event ${type}`);
        canvas = evolve(canvas, event, { by: origin.user, at: origin.at });
      }
      const last = content.events.at(-1);
      expect(viewOf(canvas, last?.rev ?? 0, last?.origin.at ?? 0)).toEqual(content.state);
    },
  );
  it.each(vectors.filter(({ content }) => content.of !== 'canvas'))(
    '[FE-38] of a widget end as in Java: $name',
    ({ content }) => {
      const { backend, config } = content.start as { backend: string; config: JsonObject };
      const rules = RULES[backend];
      if (backend !== '' && !rules) throw new Error(`no rules of ${backend}`);
      const app = content.app ?? { id: '', version: '' };
      let widget: WidgetState | undefined = { app, config, state: rules?.initial ?? {} };
      for (const { type, data, origin } of content.events) {
        if (!widget) throw new Error('an event before could not be folded');
        widget = evolveWidget(widget, { type, data }, { backend, rules }, { by: origin.user, at: origin.at });
      }
      expect(widget).toEqual(content.state);
    },
  );
  it('[FE-38] are there', () => {
    expect(vectors.length).toBeGreaterThan(5);
  });
});

describe('guesses', () => {
  const app = () => TODO;
  it('[FE-33] are idempotent: on a state that has them already they change nothing', () => {
    const commands = [
      { do: 'add-widget', data: { appId: 'todo', widget: 'n', position: { x: 0, y: 0 } } },
      { do: 'move-widget', data: { widget: 'a', position: { x: 5, y: 5 } } },
      { do: 'resize-widget', data: { widget: 'a', size: { w: 5, h: 5 } } },
      { do: 'remove-widget', data: { widget: 'a' } },
      { do: 'rename', data: { title: 'New' } },
      { do: 'rename-widget', data: { widget: 'a', title: 'New' } },
      { do: 'lock-widget', data: { widget: 'a', locked: true } },
      { do: 'raise-widget', data: { widget: 'a' } },
      { do: 'configure-grid', data: { columns: 8 } },
    ];
    for (const command of commands) {
      const once = predict(after(added('a'), added('b', 4)), command, stamp, app);
      expect(once, command.do).not.toEqual(after(added('a'), added('b', 4)));
      expect(predict(once, command, stamp, app), command.do).toEqual(once);
    }
  });
  it('[FE-34] show nothing ahead of what the server will refuse', () => {
    const locked = after(added('a'), { type: 'widget-locked', data: { widget: 'a', locked: true } });
    const move = { do: 'move-widget', data: { widget: 'a', position: { x: 5, y: 5 } } };
    expect(predict(locked, move, stamp, app)).toBe(locked);
    const strict = after(
      {
        type: 'created',
        data: { title: 'x', grid: { columns: 12, rowHeight: 72, gap: 24, collision: 'reject' } },
      },
      added('a'),
      added('b', 6),
    );
    expect(
      predict(strict, { do: 'move-widget', data: { widget: 'a', position: { x: 5, y: 0 } } }, stamp, app),
    ).toBe(strict);
    expect(
      predict(strict, { do: 'add-widget', data: { appId: 'x', widget: 'n' } }, stamp, () => undefined),
    ).toBe(strict);
  });
});

describe('widget events', () => {
  const widget: WidgetState = {
    app: { id: 'todo', version: '1.0.0' },
    config: {},
    state: { todos: [] },
  };
  const reading = { backend: 'todo', rules: RULES.todo };
  const fold = (before: WidgetState | undefined, type: string, data: JsonObject) =>
    before && evolveWidget(before, { type, data }, reading, stamp);
  it('[FE-35][W12] merge shared state per top-level key; null removes', () => {
    const once = fold(widget, 'state-patched', { patch: { a: 1, b: { c: 2 } }, was: {} });
    const twice = fold(once, 'state-patched', { patch: { a: null, b: { d: 3 } }, was: {} });
    expect(twice?.state).toEqual({ todos: [], b: { d: 3 } });
  });
  it('[FE-36] of golden files and of apps that this page does not know change nothing by accident', () => {
    for (const { name, content } of golden<{ data: JsonObject }>('events').filter((file) =>
      file.name.startsWith('widget.'),
    )) {
      const type = name.replace(/^widget\.(.*)\.\d+\.json$/, '$1');
      const backend = type.split('.')[0] ?? '';
      const known = { backend, rules: RULES[backend] };
      expect(() => evolveWidget(widget, { type, data: content.data }, known, stamp), name).not.toThrow();
    }
    expect(fold(widget, 'poll.voted', { choice: 1 })).toBe(widget);
    expect(fold(widget, 'configured', { config: { heading: 'x' }, was: {} })?.config).toEqual({
      heading: 'x',
    });
  });
  it('[FE-58] of the backend that the rules do not know, fail on or are not there for are told apart', () => {
    expect(fold(widget, 'todo.of-tomorrow', { id: 'a' })).toBeUndefined();
    const created = { type: 'todo.created', data: { id: 'a' } };
    expect(evolveWidget(widget, created, { backend: 'todo', rules: undefined }, stamp)).toBeUndefined();
    const broken: MicroAppRules = {
      initial: {},
      knows: () => true,
      evolve: () => {
        throw new Error('no such thing');
      },
      predict: () => [],
    };
    const failed = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(evolveWidget(widget, created, { backend: 'todo', rules: broken }, stamp)).toBeUndefined();
    expect(failed).toHaveBeenCalled();
  });
});
