import { describe, expect, it } from 'vitest';
import { LINES_MAX, pictureOf, scaleOf } from './picture.ts';

const columns = (...all: [name: string, type: string][]) => all.map(([name, type]) => ({ name, type }));

describe('the picture of an answer', () => {
  it('[Z7] [FE-290] is bars by name, the largest first, names that come twice as one', () => {
    const picture = pictureOf({
      columns: columns(['app', 'text'], ['events', 'int8']),
      rows: [
        ['todo', 2],
        ['chat', 9],
        ['todo', 5],
        [null, 1],
      ],
    });
    expect(picture).toEqual({
      kind: 'bars',
      measure: 'events',
      left: 0,
      bars: [
        { name: 'chat', value: 9 },
        { name: 'todo', value: 7 },
        { name: '—', value: 1 },
      ],
    });
  });
  it('[Z7] [FE-290] is a line for each name over time, the smallest ones together', () => {
    const people = Array.from({ length: LINES_MAX + 2 }, (_, n) => `p${n}`);
    const picture = pictureOf({
      columns: columns(['day', 'date'], ['person', 'text'], ['edits', 'int8']),
      rows: people.flatMap((person, n) => [
        ['2026-01-02', person, 10 * (people.length - n)],
        ['2026-01-01', person, 1],
      ]),
    });
    if (picture?.kind !== 'lines') throw new Error('no lines');
    expect(picture.times).toEqual([Date.parse('2026-01-01'), Date.parse('2026-01-02')]);
    expect(picture.lines.map(({ name }) => name)).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', '…']);
    expect(picture.lines[0]?.values).toEqual([1, 80]);
    expect(picture.lines.at(-1)?.values).toEqual([3, 60]);
  });
  it('[Z7] [FE-290] is none without a number, with one row, or with one instant', () => {
    const two = [['a'], ['b']];
    expect(pictureOf({ columns: columns(['x', 'text']), rows: two })).toBeUndefined();
    expect(pictureOf({ columns: columns(['x', 'text'], ['n', 'int8']), rows: [['a', 1]] })).toBeUndefined();
    expect(
      pictureOf({
        columns: columns(['t', 'timestamptz'], ['n', 'int8']),
        rows: [
          ['2026-01-01T00:00:00Z', 1],
          ['2026-01-01T00:00:00Z', 2],
        ],
      }),
    ).toBeUndefined();
    expect(
      pictureOf({
        columns: columns(['n', 'int8'], ['m', 'int8']),
        rows: [
          [1, 2],
          [3, 4],
        ],
      }),
    ).toBeUndefined();
  });
  it.each([
    [7, [0, 2, 4, 6, 8]],
    [100, [0, 25, 50, 75, 100]],
    [0.03, [0, 0.01, 0.02, 0.03, 0.04]],
    [0, [0, 1]],
    [Number.NaN, [0, 1]],
  ])('[Z7] [FE-290] has round steps up to %s', (most, steps) => {
    expect(scaleOf(most).steps).toEqual(steps);
  });
});
