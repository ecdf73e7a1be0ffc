import { describe, expect, it } from 'vitest';
import { around, compareLines, type Line } from './lines.ts';

const text = (lines: readonly Line[], left: Line['what']) =>
  lines
    .filter((one) => one.what !== left)
    .map((one) => one.text)
    .join('\n');

/** The same numbers on every machine. */
function* numbers(seed: number): Generator<number> {
  for (let n = seed; ; ) {
    n = (n * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield n;
  }
}

describe('lines that changed', () => {
  it('[FE-364] gives both texts back, however they differ, and never more than the two', () => {
    const next = numbers(7);
    const random = (most: number) => (next.next().value as number) % most;
    for (let turn = 0; turn < 300; turn++) {
      const some = () => Array.from({ length: random(12) }, () => 'abcd'[random(4)]).join('\n');
      const [a, b] = [some(), some()];
      const lines = compareLines(a, b);
      expect(text(lines, 'added')).toBe(a);
      expect(text(lines, 'removed')).toBe(b);
      if (a === b) expect(lines.every((one) => one.what === 'same')).toBe(true);
      const back = compareLines(b, a);
      const changed = (all: readonly Line[]) => all.filter((one) => one.what !== 'same').length;
      expect(changed(back)).toBe(changed(lines));
    }
  });

  it('[FE-364] keeps the longest run that is common', () => {
    const lines = compareLines('a\nb\nc\nd', 'b\nx\nc\ny\nd');
    expect(lines.map(({ what, text }) => `${what[0]} ${text}`)).toEqual([
      'r a',
      's b',
      'a x',
      's c',
      'a y',
      's d',
    ]);
    expect(lines[1]).toEqual({ what: 'same', text: 'b', before: 2, after: 1 });
  });

  it('[FE-364] is bounded: beyond that all that differs went, and all of it came', () => {
    const lines = compareLines('x\na\nb\ny', 'x\nb\na\ny', 3);
    expect(lines.map((one) => one.what)).toEqual(['same', 'removed', 'removed', 'added', 'added', 'same']);
    expect(text(lines, 'added')).toBe('x\na\nb\ny');
  });

  it('[FE-364] leaves out what is far from any change, and says how much', () => {
    const before = Array.from({ length: 40 }, (_, n) => `line ${n}`);
    const after = before.with(20, 'other');
    const found = around(compareLines(before.join('\n'), after.join('\n')), 3);
    expect(found.map((one) => one.left ?? one.lines?.length)).toEqual([17, 8, 16]);
    expect(around(compareLines('a', 'a'), 3)).toEqual([{ left: 1 }]);
  });
});
