import type { Grid, Place, Position } from '@gesso/sdk/protocol';
import { describe, expect, it } from 'vitest';
import { overlaps } from '../canvas/layout.ts';
import {
  breakpointOf,
  fitPosition,
  fitSize,
  metricsOf,
  readingOrder,
  rowsOf,
  shownAt,
  stepTo,
} from './geometry.ts';

const GRID: Grid = { columns: 12, rowHeight: 72, gap: 24, collision: 'push' };
const place = (x: number, y: number, w = 3, h = 3): Place => ({ position: { x, y }, size: { w, h } });

/** The push rule, small: by y, x, id; each at the first row that is free. */
function pushed(wanted: ReadonlyMap<string, Place>): Map<string, Place> {
  const shown = new Map<string, Place>();
  for (const id of readingOrder(wanted)) {
    const own = wanted.get(id) as Place;
    let y = own.position.y;
    while (
      [...shown.values()].some((other) => overlaps(other, place(own.position.x, y, own.size.w, own.size.h)))
    )
      y++;
    shown.set(id, place(own.position.x, y, own.size.w, own.size.h));
  }
  return shown;
}
const previewOf = (wanted: ReadonlyMap<string, Place>, id: string) => (position: Position) =>
  pushed(new Map(wanted).set(id, { ...(wanted.get(id) as Place), position }));

describe('geometry', () => {
  it('[C1] fills the width with the columns of the grid, and never makes cells too narrow to use', () => {
    const wide = metricsOf(1064, GRID);
    expect(24 + 12 * wide.stepX - GRID.gap + 24).toBeCloseTo(1064);
    expect(metricsOf(400, { ...GRID, columns: 48 }).stepX).toBe(26 + GRID.gap);
  });

  it('[F3] [FE-237] names a width, and shows a narrower screen where there is room', () => {
    expect([390, 640, 641, 764, 960, 961, 1_224].map(breakpointOf)).toEqual([
      'phone',
      'phone',
      'tablet',
      'tablet',
      'tablet',
      'desktop',
      'desktop',
    ]);
    expect(shownAt('desktop', 'phone')).toBe('phone');
    expect(shownAt('tablet', 'desktop')).toBe('tablet');
    expect(shownAt('phone', undefined)).toBe('phone');
    const phone = metricsOf(390, { ...GRID, columns: 1 });
    expect(phone.stepX - GRID.gap).toBe(390 - 2 * phone.margin);
  });

  it('[C4] snaps to whole cells inside the grid', () => {
    expect(fitPosition({ x: 2.6, y: -3 }, { w: 3, h: 2 }, GRID)).toEqual({ x: 3, y: 0 });
    expect(fitPosition({ x: 99, y: 1e9 }, { w: 3, h: 2 }, GRID)).toEqual({ x: 9, y: 10_000 });
    expect(fitPosition({ x: 4, y: 0 }, { w: 20, h: 2 }, GRID)).toEqual({ x: 0, y: 0 });
  });

  it('[C5] keeps a size within the limits of its app and the columns to its right', () => {
    const limits = { min: { w: 2, h: 2 }, max: { w: 6, h: 8 } };
    expect(fitSize({ w: 0.2, h: -4 }, { x: 0, y: 0 }, GRID, limits)).toEqual({ w: 2, h: 2 });
    expect(fitSize({ w: 40, h: 40 }, { x: 0, y: 0 }, GRID, limits)).toEqual({ w: 6, h: 8 });
    expect(fitSize({ w: 6, h: 3 }, { x: 9, y: 0 }, GRID, limits)).toEqual({ w: 3, h: 3 });
  });

  it('moves one cell where there is room', () => {
    const wanted = new Map([['a', place(0, 0)]]);
    const step = stepTo('a', place(0, 0), { x: 1, y: 0 }, GRID, previewOf(wanted, 'a'));
    expect(step).toEqual({ x: 1, y: 0 });
  });

  it('[FE-104] steps past a neighbour that holds its row, instead of doing nothing', () => {
    const wanted = new Map([
      ['a', place(0, 0)],
      ['b', place(0, 3)],
    ]);
    const up = stepTo('b', place(0, 3), { x: 0, y: -1 }, GRID, previewOf(wanted, 'b'));
    expect(up).toBeUndefined();
    const down = stepTo('a', place(0, 0), { x: 0, y: 1 }, GRID, previewOf(wanted, 'a'));
    expect(
      down && pushed(new Map(wanted).set('a', place(down.x, down.y))).get('a')?.position.y,
    ).toBeGreaterThan(0);
  });

  it('stops at the edge of the grid', () => {
    const wanted = new Map([['a', place(9, 0)]]);
    expect(stepTo('a', place(9, 0), { x: 1, y: 0 }, GRID, previewOf(wanted, 'a'))).toBeUndefined();
  });

  it('counts the rows that are in use', () => {
    expect(rowsOf([place(0, 0), place(3, 4, 2, 5)])).toBe(9);
    expect(rowsOf([])).toBe(0);
  });
});
