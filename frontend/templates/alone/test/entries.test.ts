import { describe, expect, it } from 'vitest';
import { entriesIn } from '../src/useEntries.ts';

const entry = (text: string) => ({ text, userId: 'ada', createdAt: '2026-11-22T00:00:00Z' });

describe('the shared state', () => {
  it('[W11] is read oldest first, whatever the order of its keys', () => {
    const state = { 'entry-2': entry('second'), 'entry-1': entry('first') };
    expect(entriesIn(state).map(({ text }) => text)).toEqual(['first', 'second']);
  });

  it('[W15] may hold anything: what is no entry is left out', () => {
    const state = { 'entry-1': null, 'entry-2': { text: 7 }, other: entry('x'), 'entry-3': entry('kept') };
    expect(entriesIn(state).map(({ id }) => id)).toEqual(['3']);
  });
});
