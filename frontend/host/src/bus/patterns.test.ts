import { describe, expect, it } from 'vitest';
import { golden } from '../../test/golden.ts';
import { Bus } from './bus.ts';

interface Vectors {
  patterns: { pattern: string; matches: string[]; others: string[] }[];
}

/** Which of these types a listener to the pattern hears. */
function heard(pattern: string, types: string[]): string[] {
  const bus = new Bus();
  const all: string[] = [];
  bus.on(pattern, ({ type }) => all.push(type));
  for (const type of types) bus.emit({ type, source: 'w1', data: {} });
  return all;
}

describe('patterns, by the table of docs/bus.md that the server is held to as well', () => {
  const vectors = golden<Vectors>('bus').flatMap(({ content }) => content.patterns);
  it('has the table', () => expect(vectors.length).toBeGreaterThan(4));
  it.each(vectors)('[FE-42][E4] $pattern', ({ pattern, matches, others }) => {
    expect(heard(pattern, [...matches, ...others])).toEqual(matches);
  });
});
