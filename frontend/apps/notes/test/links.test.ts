import { describe, expect, it } from 'vitest';
import { costOf, troubleWith } from '../src/editor/guards.ts';
import { addressOf, isAddress, safeAddress } from '../src/editor/links.ts';

describe('links', () => {
  it.each([
    ['https://example.org/a?b#c', 'https://example.org/a?b#c'],
    ['example.org', 'https://example.org'],
    ['localhost:8080/x', 'https://localhost:8080/x'],
    ['example.org:8080', 'https://example.org:8080'],
    [' ann@example.org ', 'mailto:ann@example.org'],
    ['tel:+49301234', 'tel:+49301234'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['vbscript:x', undefined],
    ['just words', undefined],
    ['', undefined],
  ])('[X6][NO-21] %j means %j', (typed, address) => {
    expect(addressOf(typed)).toBe(address);
  });
  it('[X6][NO-21] are safe or no links, whatever they are made of', () => {
    for (const bad of [
      'JaVaScRiPt:alert(1)',
      '\u0001javascript:x',
      'java\nscript:x',
      7,
      null,
      {},
      'x'.repeat(5_000),
    ])
      expect(safeAddress(bad)).toBeUndefined();
    expect(isAddress('https://example.org/x')).toBe(true);
    expect(isAddress('https://example.org and more')).toBe(false);
  });
});

describe('a paste', () => {
  const room = 500_000;
  it('[NO-22] is refused by its size alone when it is too large to look at', () => {
    expect(troubleWith('x'.repeat(5_000_000), '', false, room)).toEqual({
      kind: 'paste-too-large',
      letters: 5_000_000,
    });
    expect(troubleWith('short', '<p>'.repeat(1_000_000), false, room)?.kind).toBe('paste-too-large');
  });
  it('[NO-22] is refused when the note has no room for it, letters of other scripts counted as they are', () => {
    expect(troubleWith('a'.repeat(100_000), '', false, 160_000)).toBeDefined();
    expect(troubleWith('a'.repeat(80_000), '', false, 160_000)).toBeUndefined();
    expect(troubleWith('字'.repeat(80_000), '', false, 160_000)?.kind).toBe('no-room');
    expect(costOf('a\n'.repeat(1_000))).toBeGreaterThan(60_000);
  });
  it('[NO-22] of pictures alone says that a note holds text', () => {
    expect(troubleWith('', '<img src="x">', false, room)?.kind).toBe('no-pictures');
    expect(troubleWith('', '', true, room)?.kind).toBe('no-pictures');
    expect(troubleWith('words', '<img src="x">', true, room)).toBeUndefined();
  });
});
