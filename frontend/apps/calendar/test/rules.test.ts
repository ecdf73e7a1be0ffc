import type { JsonObject } from '@gesso/sdk';
import { describe, expect, it } from 'vitest';
import { golden } from '../../../host/test/golden.ts';
import type { Entry } from '../src/generated/calendar.ts';
import rules, { evolveEvents } from '../src/rules.ts';

const entry = (id: string): Entry => ({
  id,
  title: id,
  start: '2026-12-01',
  end: '2026-12-02',
  allDay: true,
  exceptions: [],
  userId: 'ada',
  createdAt: 'now',
});
interface Guess {
  before: JsonObject;
  command: string;
  data: JsonObject;
  at: number;
  made: { type: string; data: JsonObject }[];
}

describe('the events of Calendar', () => {
  it('[CL-K12] fold totally: what does not fit changes nothing', () => {
    const events = evolveEvents([], { type: 'calendar.created', data: entry('a') });
    expect(evolveEvents(events, { type: 'calendar.created', data: entry('a') })).toBe(events);
    expect(
      evolveEvents(events, { type: 'calendar.removed', data: { id: 'x', item: entry('x'), index: 9 } }),
    ).toBe(events);
    expect(evolveEvents(events, { type: 'calendar.edited', data: { id: 'x', set: {}, was: {} } })).toBe(
      events,
    );
    const split = { id: 'x', set: {}, was: {}, item: entry('y') };
    expect(evolveEvents(events, { type: 'calendar.split', data: split })).toBe(events);
    expect(
      evolveEvents(events, { type: 'calendar.restored', data: { id: 'b', item: entry('b'), index: 99 } }),
    ).toEqual([entry('a'), entry('b')]);
    expect(rules.knows('calendar.danced')).toBe(false);
  });

  it('[CL-K12][FE-33] are guessed as the server decides, command by command', () => {
    const [file] = golden<Guess[]>('guess').filter(({ name }) => name === 'calendar.json');
    expect(file?.content.length).toBeGreaterThan(15);
    for (const { before, command, data, at, made } of file?.content ?? [])
      expect(
        rules.predict(before, command, data, { by: 'ada', at }),
        `${command} ${JSON.stringify(data)}`,
      ).toEqual(made);
  });
});
