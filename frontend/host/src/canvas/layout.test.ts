import type { Grid, Position, Size } from '@gesso/sdk/protocol';
import { describe, expect, it } from 'vitest';
import { golden } from '../../test/golden.ts';
import { seeded } from '../../test/liveBench.ts';
import { firstFree, overlaps, shown, sink, type Wanted } from './layout.ts';

const PUSH: Grid = { columns: 12, rowHeight: 72, gap: 24, collision: 'push' };
const want = (id: string, x: number, y: number, w = 3, h = 2, locked = false): Wanted => ({
  id,
  position: { x, y },
  size: { w, h },
  locked,
});

interface LayoutVector {
  grid: Grid;
  places: Record<string, { position: Position; size: Size; locked: boolean }>;
  shown: Record<string, Position>;
}

describe('where widgets are shown', () => {
  const vectors = golden<LayoutVector>('layout');
  it.each(vectors)(
    '[FE-27][C6] is the same as in Java: $name',
    ({ content: { grid, places, shown: expected } }) => {
      const all = Object.entries(places).map(([id, place]) => ({ id, ...place }));
      expect(Object.fromEntries(shown(all, grid))).toEqual(expected);
      expect(Object.fromEntries(shown(all.reverse(), grid))).toEqual(expected);
    },
  );
  it('[FE-27] is held by shared vectors', () => {
    expect(vectors.length).toBeGreaterThan(10);
  });

  it('[FE-20] keeps a place that nothing is in the way of', () => {
    const at = shown([want('a', 0, 0), want('b', 4, 0), want('c', 0, 5)], PUSH);
    expect(Object.fromEntries(at)).toEqual({ a: { x: 0, y: 0 }, b: { x: 4, y: 0 }, c: { x: 0, y: 5 } });
  });
  it('[FE-21] lets the later in reading order sink straight down', () => {
    const at = shown([want('b', 1, 1), want('a', 0, 0)], PUSH);
    expect(at.get('a')).toEqual({ x: 0, y: 0 });
    expect(at.get('b')).toEqual({ x: 1, y: 2 });
  });
  it('[FE-22] decides a tie by id, and lets locked ones stand first', () => {
    expect(shown([want('b', 0, 0), want('a', 0, 0)], PUSH).get('b')).toEqual({ x: 0, y: 2 });
    expect(shown([want('b', 0, 0, 3, 2, true), want('a', 0, 0)], PUSH).get('a')).toEqual({ x: 0, y: 2 });
  });
  it('[FE-23] shows at the right edge what a narrower grid has no room for', () => {
    for (const collision of ['push', 'reject', 'free'] as const)
      expect(shown([want('a', 9, 1)], { ...PUSH, columns: 6, collision }).get('a')).toEqual({ x: 3, y: 1 });
    expect(shown([want('a', 9, 1, 8)], { ...PUSH, columns: 6 }).get('a')).toEqual({ x: 0, y: 1 });
  });
  it('[FE-24] leaves overlaps as they are wanted under free', () => {
    const at = shown([want('a', 0, 0), want('b', 1, 1)], { ...PUSH, collision: 'free' });
    expect(at.get('b')).toEqual({ x: 1, y: 1 });
  });
  it('[FE-25][C6] is the same for any order of arrival and never overlaps', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = seeded(seed);
      const n = (most: number) => Math.floor(random() * most);
      const all = Array.from({ length: 25 }, (_, i) =>
        want(`w${i}`, n(10), n(8), 1 + n(4), 1 + n(4), random() < 0.15),
      );
      const first = shown(all, PUSH);
      const shuffled = all.map((one) => ({ one, key: random() })).sort((a, b) => a.key - b.key);
      expect(
        shown(
          shuffled.map(({ one }) => one),
          PUSH,
        ),
      ).toEqual(first);
      const boxes = all.map(({ id, size }) => ({ position: first.get(id) as Position, size: size as Size }));
      boxes.forEach((box, i) => {
        expect(boxes.some((other, j) => j > i && overlaps(box, other))).toBe(false);
        expect(box.position.y).toBeGreaterThanOrEqual(all[i]?.position.y ?? 0);
      });
    }
  });
  it('[FE-26] finds the first free place in reading order', () => {
    const taken = [{ position: { x: 0, y: 0 }, size: { w: 10, h: 2 } }];
    expect(firstFree({ w: 2, h: 2 }, taken, 12)).toEqual({ x: 10, y: 0 });
    expect(firstFree({ w: 3, h: 2 }, taken, 12)).toEqual({ x: 0, y: 2 });
    expect(firstFree({ w: 20, h: 1 }, [], 12)).toEqual({ x: 0, y: 0 });
    expect(sink({ position: { x: 0, y: 0 }, size: { w: 1, h: 1 } }, taken)).toEqual({ x: 0, y: 2 });
  });
});
