import type { Place, Screen } from '@gesso/sdk/protocol';
import { describe, expect, it } from 'vitest';
import { overlaps } from './layout.ts';
import { type Canvas, type CanvasEvent, emptyCanvas, evolve, places } from './rules.ts';
import { arrangedAt, columnsOn, placesToSend, shownAfter } from './screens.ts';

const stamp = { by: 'ada', at: 1 };
type Cell = readonly [x: number, y: number, w: number, h: number];
const place = ([x, y, w, h]: Cell): Place => ({ position: { x, y }, size: { w, h } });
const cells = (of: ReadonlyMap<string, Place>): Record<string, string> =>
  Object.fromEntries([...of].map(([id, { position: p, size: s }]) => [id, `${p.x},${p.y} ${s.w}x${s.h}`]));

function canvas(
  widgets: Readonly<Record<string, Cell>>,
  collision: 'push' | 'reject' | 'free' = 'push',
): Canvas {
  const events: CanvasEvent[] = [
    { type: 'created', data: { title: 'Plan', grid: { columns: 12, rowHeight: 72, gap: 24, collision } } },
    ...Object.entries(widgets).map(
      ([widget, [x, y, w, h]]): CanvasEvent => ({
        type: 'widget-added',
        data: {
          widget,
          appId: 'note',
          appVersion: '1.0.0',
          backend: '',
          title: widget,
          position: { x, y },
          size: { w, h },
          min: { w: 2, h: 2 },
          max: { w: 8, h: 12 },
          z: 1,
        },
      }),
    ),
  ];
  return events.reduce((so, event) => evolve(so, event, stamp), emptyCanvas('c1'));
}
const put = (on: Canvas, screen: Screen, to: Readonly<Record<string, Cell>>): Canvas =>
  evolve(
    on,
    {
      type: 'screen-arranged',
      data: {
        screen,
        places: Object.fromEntries(Object.entries(to).map(([id, cell]) => [id, place(cell)])),
        was: {},
      },
    },
    stamp,
  );
const order = (of: ReadonlyMap<string, Place>): string[] =>
  [...of]
    .sort(([, a], [, b]) => a.position.y - b.position.y || a.position.x - b.position.x)
    .map(([id]) => id);

/** The same numbers in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

describe('what a smaller screen shows', () => {
  const week = canvas({ todo: [0, 0, 3, 4], calendar: [3, 0, 6, 4], chat: [9, 0, 3, 4] });

  it('[F3] [FE-235] has two of three columns on a tablet and one on a phone', () => {
    expect([1, 2, 3, 6, 12, 24, 48].map((columns) => columnsOn('tablet', { columns }))).toEqual([
      1, 1, 2, 4, 8, 16, 32,
    ]);
    expect(columnsOn('phone', { columns: 48 })).toBe(1);
  });

  it('[F3] [FE-235] follows the desktop: side by side as far as there is room, in rows without holes', () => {
    expect(cells(arrangedAt(week, 'tablet').places)).toEqual({
      todo: '0,0 3x4',
      calendar: '3,0 5x4',
      chat: '0,4 8x4',
    });
    expect(cells(arrangedAt(week, 'phone').places)).toEqual({
      todo: '0,0 1x4',
      calendar: '0,4 1x4',
      chat: '0,8 1x4',
    });
  });

  it('[F3] [FE-235] keeps the reading order, the columns and the limits, and nothing lies over anything', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const roll = dice(seed);
      const some: Record<string, Cell> = {};
      for (let n = 0; n < 2 + roll(14); n++) {
        const w = 2 + roll(7);
        some[`w${n}`] = [roll(13 - w), roll(20), w, 2 + roll(5)];
      }
      const one = canvas(some);
      const reading = order(arrangedAt(one, 'desktop').places);
      for (const screen of ['tablet', 'phone'] as const) {
        const { places: shown, grid } = arrangedAt(one, screen);
        expect(order(shown), `${seed} ${screen}`).toEqual(reading);
        const all = [...shown.values()];
        for (const [i, a] of all.entries()) {
          expect(a.position.x + a.size.w).toBeLessThanOrEqual(grid.columns);
          if (screen === 'tablet') expect(a.size.w).toBeGreaterThanOrEqual(2);
          expect(
            all.some((b, j) => j > i && overlaps(a, b)),
            `${seed} ${screen}`,
          ).toBe(false);
        }
        expect(cells(arrangedAt(canvas(some), screen).places)).toEqual(cells(shown));
      }
    }
  });

  it('[C6] [FE-235] what nobody has placed makes room for what somebody has, under every rule', () => {
    for (const collision of ['push', 'reject', 'free'] as const) {
      const one = put(canvas({ a: [0, 0, 4, 4], b: [4, 0, 4, 4] }, collision), 'tablet', {
        b: [2, 1, 4, 4],
      });
      const shown = arrangedAt(one, 'tablet').places;
      expect(cells(shown)).toEqual({ b: '2,1 4x4', a: '0,5 4x4' });
    }
  });
});

describe('a change of a smaller screen', () => {
  const three = canvas({ a: [0, 0, 4, 4], b: [4, 0, 4, 4], c: [0, 4, 4, 4] });

  it('[F3] [FE-236] keeps at first all that is seen there, so that it stays apart from the desktop', () => {
    const sent = placesToSend(three, 'tablet', new Map([['c', { position: { x: 4, y: 6 } }]]));
    expect(cells(sent)).toEqual({ a: '0,0 4x4', b: '4,0 4x4', c: '0,6 8x4' });
    const arranged = put(three, 'tablet', { a: [0, 0, 4, 4], b: [4, 0, 4, 4], c: [4, 4, 4, 4] });
    const desktop = places(arranged);
    const moved = evolve(
      arranged,
      { type: 'widget-moved', data: { widget: 'a', position: { x: 8, y: 9 }, from: { x: 0, y: 0 } } },
      stamp,
    );
    expect(cells(arrangedAt(moved, 'tablet').places)).toEqual(cells(arrangedAt(arranged, 'tablet').places));
    expect(desktop).toEqual(places(three));
  });

  it('[F3] [FE-236] is then of what it is about alone', () => {
    const arranged = put(three, 'tablet', { a: [0, 0, 4, 4], b: [4, 0, 4, 4], c: [4, 4, 4, 4] });
    const sent = placesToSend(arranged, 'tablet', new Map([['c', { size: { w: 3, h: 6 } }]]));
    expect(cells(sent)).toEqual({ c: '4,4 3x6' });
    const shown = shownAfter(arranged, 'tablet', new Map([['c', { position: { x: 4, y: 0 } }]]));
    expect(cells(shown)).toMatchObject({ b: '4,0 4x4', c: '4,4 4x4' });
  });

  it.each([
    [0, 'c a b'],
    [1, 'c a b'],
    [2, 'a c b'],
    [5, 'a c b'],
    [7, 'a b c'],
  ])('[FE-113] let go at row %i of a phone, the order is %s', (y, expected) => {
    const shown = shownAfter(three, 'phone', new Map([['c', { position: { x: 0, y } }]]));
    expect(order(shown).join(' ')).toBe(expected);
    expect([...shown.values()].map(({ position }) => position.y).sort((a, b) => a - b)).toEqual([0, 4, 8]);
  });

  it('[FE-113] a taller widget of a phone moves those below, and one put between others is kept between them', () => {
    const tall = shownAfter(three, 'phone', new Map([['a', { size: { w: 1, h: 7 } }]]));
    expect(cells(tall)).toEqual({ a: '0,0 1x7', b: '0,7 1x4', c: '0,11 1x4' });
    let one = three;
    for (const y of [0, 5, 9, 3]) {
      const changes = new Map([['c', { position: { x: 0, y } }]]);
      const wanted = order(shownAfter(one, 'phone', changes));
      one = put(
        one,
        'phone',
        Object.fromEntries(
          [...placesToSend(one, 'phone', changes)].map(([id, { position: p, size: s }]) => [
            id,
            [p.x, p.y, s.w, s.h],
          ]),
        ),
      );
      expect(order(arrangedAt(one, 'phone').places)).toEqual(wanted);
    }
  });
});
