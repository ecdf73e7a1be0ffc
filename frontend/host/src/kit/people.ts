/**
 * Twelve hues told apart by colour-blind people too (they differ in lightness), white text >= 4.5:1. Never
 * the accent's blue: a ring in that colour is my own selection.
 */
export const HUES = [
  '#c2364f',
  '#2c7a4b',
  '#7a4dbf',
  '#b84a00',
  '#9a5700',
  '#0e7490',
  '#a21caf',
  '#4a6b0f',
  '#1e3a8a',
  '#8a1c1c',
  '#115e59',
  '#57534e',
] as const;

/**
 * A person's colour on one canvas: the same on every screen and for ever. A hash picks it; members step
 * aside for those who joined before them, so that small groups have no double.
 */
export function hueOf(user: string, canvas: string, members: readonly string[] = []): string {
  const taken = new Set<number>();
  for (const member of members) {
    let index = hash(`${canvas}/${member}`) % HUES.length;
    while (taken.has(index) && taken.size < HUES.length) index = (index + 1) % HUES.length;
    if (member === user) return HUES[index] ?? HUES[0];
    taken.add(index);
  }
  return HUES[hash(`${canvas}/${user}`) % HUES.length] ?? HUES[0];
}

function hash(text: string): number {
  let value = 2166136261;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 16777619);
  }
  return (value ^ (value >>> 15)) >>> 0;
}

/** Up to two letters that stand for a name: "Ana Lima" AL, "Leo" LE, an emoji stays whole. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/u).filter(Boolean);
  const first = [...(parts[0] ?? '?')];
  const last = parts.length > 1 ? [...(parts.at(-1) ?? '')] : [];
  const letters = last.length > 0 ? [first[0], last[0]] : first.slice(0, 2);
  return letters.join('').toLocaleUpperCase();
}
