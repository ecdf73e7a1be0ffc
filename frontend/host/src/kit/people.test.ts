import { describe, expect, it } from 'vitest';
import { HUES, hueOf, initials } from './people.ts';

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('people', () => {
  it.each(HUES)('[FE-115] white text on %s has a contrast of at least 4.5', (hue) => {
    expect(1.05 / (luminance(hue) + 0.05)).toBeGreaterThanOrEqual(4.5);
  });

  it('[FE-115] gives the same person the same colour on one canvas, whoever joins later', () => {
    const before = ['ana', 'leo'].map((user) => hueOf(user, 'c1', ['ana', 'leo']));
    const after = ['ana', 'leo'].map((user) => hueOf(user, 'c1', ['ana', 'leo', 'mo', 'kim']));
    expect(after).toEqual(before);
  });

  it('gives twelve members twelve colours', () => {
    const members = Array.from({ length: 12 }, (_, n) => `user-${n}`);
    expect(new Set(members.map((user) => hueOf(user, 'c1', members))).size).toBe(12);
  });

  it.each([
    ['Ana Lima', 'AL'],
    ['leo', 'LE'],
    ['  Mona  de la Cruz ', 'MC'],
    ['🦊', '🦊'],
    ['', '?'],
  ])('stands %j for as %j', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });
});
