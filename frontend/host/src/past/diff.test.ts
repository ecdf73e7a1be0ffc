import type { JsonObject, WidgetState } from '@gesso/sdk/protocol';
import { describe, expect, it } from 'vitest';
import { type Canvas, emptyCanvas, evolve } from '../canvas/rules.ts';
import { difference, tallyOf } from './diff.ts';
import { staying } from './foresight.ts';
import type { Line } from './lines.ts';
import { tallyText } from './words.ts';

const stamp = { by: 'ana', at: 1 };
const put = (canvas: Canvas, widget: string, x: number, y = 0): Canvas =>
  evolve(
    canvas,
    {
      type: 'widget-added',
      data: {
        widget,
        appId: 'note',
        appVersion: '1.0.0',
        backend: '',
        title: `Note ${widget}`,
        position: { x, y },
        size: { w: 2, h: 2 },
        min: { w: 1, h: 1 },
        max: { w: 9, h: 9 },
        z: 1,
      },
    },
    stamp,
  );
const sight = (canvas: Canvas, states: Record<string, JsonObject> = {}) => ({
  canvas,
  widget: (id: string) =>
    ({ app: { id: 'note', version: '1.0.0' }, config: {}, state: states[id] ?? {} }) as WidgetState,
});
let rev = 0;
const line = (type: string, data: JsonObject, of = 'canvas', by = 'leo'): Line => ({
  of,
  rev: ++rev,
  at: 1_000 + rev,
  by,
  op: `o${rev}`,
  type,
  data,
});

describe('two instants of a canvas', () => {
  const before = put(put(put(emptyCanvas('c'), 'a', 0), 'b', 4), 'c', 8);

  it('[FE-256][S6] differ by what came, what went, what moved and what is inside', () => {
    let after = evolve(before, { type: 'widget-removed', data: { widget: 'a' } }, stamp);
    after = evolve(
      after,
      { type: 'widget-moved', data: { widget: 'b', position: { x: 5, y: 3 }, from: { x: 4, y: 0 } } },
      stamp,
    );
    after = put(after, 'd', 0, 6);
    const { changes } = difference(sight(before), sight(after, { c: { k: 1 } }), 'desktop');
    expect(changes.map(({ kind, widget }) => `${kind} ${widget}`).sort()).toEqual([
      'added d',
      'changed b',
      'changed c',
      'removed a',
    ]);
    expect(changes.find(({ widget }) => widget === 'b')).toMatchObject({
      from: { position: { x: 4, y: 0 } },
      place: { position: { x: 5, y: 3 } },
      content: false,
    });
    expect(changes.find(({ widget }) => widget === 'c')).toMatchObject({ from: undefined, content: true });
  });

  it('[FE-256] do not differ by the order of keys', () => {
    const { changes } = difference(
      sight(before, { a: { x: 1, y: [{ p: 1, q: 2 }] } }),
      sight(before, { a: { y: [{ q: 2, p: 1 }], x: 1 } }),
      'desktop',
    );
    expect(changes).toEqual([]);
  });

  it('[FE-256][S6] come to a few words, each thing once', () => {
    const lines = [
      ...['1', '2', '3'].map((id) => line('todo.toggled', { id, done: true }, 't')),
      line('todo.toggled', { id: '3', done: false }, 't'),
      line('todo.ticked', { ids: ['4', '5'], done: true }, 't'),
      line('widget-moved', { widget: 'a' }),
      line('widget-moved', { widget: 'a' }),
      line('widget-added', { widget: 'n' }),
      line('widget-removed', { widget: 'n' }),
      line('renamed', { title: 'X' }),
    ];
    const tally = tallyOf(lines);
    expect(tally).toEqual({ todosDone: 4, widgetsMoved: 1, other: 1 });
    expect(tallyText(tally)).toBe('4 todos done, 1 widget moved, 1 other change');
  });
});

describe('what an undo would leave', () => {
  it('[FE-255][S6] is what somebody else has changed since, and what nobody takes back', () => {
    const mine = line('widget-moved', { widget: 'a' }, 'canvas', 'ana');
    const text = line('todo.edited', { id: '1', text: 'x' }, 't', 'ana');
    const said = line('comment-added', { comment: 'k' }, 'canvas', 'ana');
    const theirs = line('widget-moved', { widget: 'a' }, 'canvas', 'leo');
    const elsewhere = line('todo.edited', { id: '2', text: 'y' }, 't', 'leo');
    expect(staying([mine, text, said], [mine, text, said, theirs, elsewhere])).toEqual([
      { event: mine, by: 'leo' },
      { event: said, by: undefined },
    ]);
    expect(staying([theirs, mine], [mine, theirs]), 'both go back').toEqual([]);
  });
});
