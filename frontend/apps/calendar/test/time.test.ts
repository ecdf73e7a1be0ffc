import { describe, expect, it } from 'vitest';
import { addMonths, dayText, startOfWeek, timeText, wallOf } from '../src/dates.ts';
import { budget, expand } from '../src/expand.ts';
import { firstWeekday } from '../src/format.ts';
import type { Entry } from '../src/generated/calendar.ts';
import { barsOf, blocksOf } from '../src/lanes.ts';
import { pictureOf, SHOWN_MAX } from '../src/occurrences.ts';
import { editing, removing, scopesOf } from '../src/plan.ts';
import { isAlike, shifted } from '../src/rrule.ts';
import { instantOf, wallIn } from '../src/zones.ts';

const expansion = { expand, budget };
const entry = (change: Partial<Entry> = {}): Entry => ({
  id: 'a',
  title: 'Stand-up',
  start: '2026-03-23T09:00',
  end: '2026-03-23T09:15',
  allDay: false,
  zone: 'Europe/Berlin',
  rule: 'FREQ=WEEKLY;BYDAY=MO',
  exceptions: [],
  userId: 'ada',
  createdAt: '2026-01-01T00:00:00Z',
  ...change,
});
const single = (change: Partial<Entry> = {}): Entry => {
  const { rule: _, ...rest } = entry(change);
  return rest;
};
const seen = (entries: Entry[], from: string, to: string, zone: string) =>
  pictureOf(entries, from, to, zone, expansion).shown.map(({ from: at }) => timeText(at));
const days = (rule: string, first: string, from: string, to: string) =>
  expand(rule, first, from, to, budget());

describe('walls and zones', () => {
  it('[CA-1] nine o’clock in Berlin stays nine o’clock when the clocks change', () => {
    expect(seen([entry()], '2026-03-23', '2026-04-07', 'Europe/Berlin')).toEqual([
      '2026-03-23T09:00',
      '2026-03-30T09:00',
      '2026-04-06T09:00',
    ]);
    expect(seen([entry()], '2026-03-23', '2026-04-07', 'UTC')).toEqual([
      '2026-03-23T08:00',
      '2026-03-30T07:00',
      '2026-04-06T07:00',
    ]);
  });
  it('[CA-1] a late evening elsewhere is the next morning here, and the zone is told', () => {
    const late = single({ start: '2026-12-01T20:00', end: '2026-12-01T21:00', zone: 'America/New_York' });
    const [shown] = pictureOf([late], '2026-12-02', '2026-12-03', 'Europe/Berlin', undefined).shown;
    expect(shown && timeText(shown.from)).toBe('2026-12-02T02:00');
    expect(shown?.elsewhere).toBe('America/New_York');
    const series = entry({ ...late, rule: 'FREQ=DAILY' });
    expect(seen([series], '2026-12-05', '2026-12-06', 'Europe/Berlin')).toEqual(['2026-12-05T02:00']);
  });
  it('[CA-1] what has no zone is at the same clock time everywhere, and dates are dates', () => {
    const { zone: _, ...tea } = single({ start: '2026-12-01T16:00', end: '2026-12-01T16:30' });
    for (const zone of ['Asia/Tokyo', 'America/New_York'])
      expect(seen([tea], '2026-12-01', '2026-12-02', zone)).toEqual(['2026-12-01T16:00']);
    const day = single({ start: '2026-12-24', end: '2026-12-27', allDay: true });
    expect(seen([day], '2026-12-26', '2026-12-27', 'Asia/Tokyo')).toHaveLength(1);
    expect(seen([day], '2026-12-27', '2026-12-28', 'Asia/Tokyo')).toHaveLength(0);
  });
  it('[CA-1] times that the clocks skip or show twice are some time, and the way back is the same', () => {
    const skipped = instantOf(wallOf('2026-03-29T02:30'), 'Europe/Berlin');
    expect(timeText(wallIn('Europe/Berlin', skipped))).toBe('2026-03-29T03:30');
    const twice = instantOf(wallOf('2026-10-25T02:30'), 'Europe/Berlin');
    expect(timeText(wallIn('Europe/Berlin', twice))).toBe('2026-10-25T02:30');
    for (let hour = 0; hour < 24 * 400; hour += 7) {
      const instant = Date.UTC(2026, 0, 1, hour);
      const wall = wallIn('America/Sao_Paulo', instant);
      expect(instantOf(wall, 'America/Sao_Paulo')).toBe(instant);
    }
  });
  it('[CA-1] a zone that this browser does not know is that of whoever looks', () => {
    expect(seen([single({ zone: 'Mars/Base' })], '2026-03-23', '2026-03-24', 'Europe/Berlin')).toEqual([
      '2026-03-23T09:00',
    ]);
  });
});

describe('rules', () => {
  it.each([
    ['FREQ=WEEKLY;BYDAY=MO,WE', '2026-11-30', ['2026-12-02', '2026-12-07', '2026-12-09']],
    ['FREQ=MONTHLY;BYDAY=-1FR', '2026-11-27', []],
    ['FREQ=DAILY;INTERVAL=3', '2026-11-30', ['2026-12-03', '2026-12-06', '2026-12-09']],
    ['FREQ=DAILY;UNTIL=20261203', '2026-11-30', ['2026-12-01', '2026-12-02', '2026-12-03']],
    ['FREQ=DAILY;COUNT=3', '2026-11-30', ['2026-12-01', '2026-12-02']],
    ['FREQ=MONTHLY', '2026-01-05', ['2026-12-05']],
    ['FREQ=YEARLY', '1990-12-08', ['2026-12-08']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2026-11-24', ['2026-12-08']],
    ['FREQ=NEVER', '2026-11-30', []],
  ])('[CA-2] %s from %s falls on these days', (rule, first, expected) => {
    expect(days(rule, first, '2026-12-01', '2026-12-10')).toEqual(expected);
  });
  it('[CA-2] jumping to a late window gives what counting from the first day gives', () => {
    for (const rule of [
      'FREQ=DAILY;INTERVAL=5',
      'FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SA',
      'FREQ=DAILY;COUNT=4000',
    ]) {
      const all = days(rule, '2001-01-02', '2001-01-01', '2012-01-01');
      expect(days(rule, '2001-01-02', '2011-06-01', '2012-01-01')).toEqual(
        all.filter((day) => day >= '2011-06-01'),
      );
    }
  });
  it('[CA-2] a rule that repeats for ever, or in vain, is left in bounded time', () => {
    const began = performance.now();
    for (const rule of [
      'FREQ=DAILY',
      'FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
      'FREQ=DAILY;COUNT=10000',
    ])
      days(rule, '1900-02-01', '2199-01-01', '2199-02-01');
    const many = Array.from({ length: 500 }, (_, i) =>
      entry({ id: `e${i}`, rule: 'FREQ=DAILY', start: '1900-01-01T09:00', end: '1900-01-01T10:00' }),
    );
    const picture = pictureOf(many, '2026-12-01', '2027-01-12', 'Europe/Berlin', expansion);
    expect(picture.shown).toHaveLength(SHOWN_MAX);
    expect(picture.whole).toBe(false);
    const left = { steps: 10 };
    expect(expand('FREQ=DAILY', '2026-12-01', '2026-12-01', '2027-12-01', left)).toHaveLength(10);
    expect(performance.now() - began).toBeLessThan(8_000);
  });
  it('[CA-2] exceptions are left out, changed days are where they were put', () => {
    const series = entry({
      exceptions: [
        { on: '2026-03-30' },
        { on: '2026-04-06', as: { title: 'Late', start: '2026-05-01T10:00', end: '2026-05-01T11:00' } },
      ],
    });
    expect(seen([series], '2026-03-23', '2026-04-14', 'Europe/Berlin')).toEqual([
      '2026-03-23T09:00',
      '2026-04-13T09:00',
    ]);
    const [late] = pictureOf([series], '2026-05-01', '2026-05-02', 'Europe/Berlin', expansion).shown;
    expect(late).toMatchObject({ key: 'a/2026-04-06', changed: true, what: { title: 'Late' } });
  });
  it('[CL-K8] Mondays become Tuesdays here as on the server', () => {
    expect(shifted('FREQ=WEEKLY;BYDAY=MO,WE', '2026-11-30', '2026-12-01')).toBe('FREQ=WEEKLY;BYDAY=TU,TH');
    expect(shifted('FREQ=MONTHLY;BYDAY=-1MO', '2026-11-30', '2026-12-29')).toBe('FREQ=MONTHLY;BYDAY=-1TU');
    expect(isAlike('FREQ=DAILY;COUNT=3', 'FREQ=DAILY;UNTIL=20261201')).toBe(true);
  });
});

describe('drawing', () => {
  it('[CA-3] bars never cover one another, and know where they go on', () => {
    const long = single({ id: 'l', start: '2026-11-28', end: '2026-12-03', allDay: true });
    const short = single({ id: 's', start: '2026-12-02', end: '2026-12-04', allDay: true });
    const { shown } = pictureOf([long, short], '2026-11-30', '2026-12-07', 'UTC', undefined);
    expect(barsOf(shown, '2026-11-30', 7)).toMatchObject([
      { column: 0, columns: 3, lane: 0, before: true, after: false },
      { column: 2, columns: 2, lane: 1, before: false, after: false },
    ]);
  });
  it('[CA-3] blocks that overlap share the width, others have it all', () => {
    const at = (id: string, start: string, end: string) =>
      single({ id, start: `2026-12-01T${start}`, end: `2026-12-01T${end}`, zone: 'UTC' });
    const { shown } = pictureOf(
      [
        at('a', '09:00', '10:00'),
        at('b', '09:30', '11:00'),
        at('c', '10:00', '10:30'),
        at('d', '12:00', '12:00'),
      ],
      '2026-12-01',
      '2026-12-02',
      'UTC',
      undefined,
    );
    expect(blocksOf(shown, '2026-12-01')).toMatchObject([
      { column: 0, columns: 2, top: 540 },
      { column: 1, columns: 2, top: 570 },
      { column: 0, columns: 2, top: 600 },
      { column: 0, columns: 1, top: 720, minutes: 30 },
    ]);
  });
  it('[CA-3] weeks begin where people expect it, and months have all their days', () => {
    expect(startOfWeek('2026-12-03', 1)).toBe('2026-11-30');
    expect(startOfWeek('2026-11-29', 0)).toBe('2026-11-29');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(dayText(wallOf('2024-02-29'))).toBe('2024-02-29');
    expect(firstWeekday('sunday', 'de')).toBe(0);
    expect(firstWeekday('auto', 'not a locale')).toBe(1);
  });
});

describe('what a change of a series means', () => {
  const [, second] = pictureOf([entry()], '2026-03-23', '2026-04-07', 'UTC', expansion).shown;
  const shown = second as NonNullable<typeof second>;
  const later = { start: '2026-03-31T10:00', end: '2026-03-31T10:15' };
  it('[CA-4] one day, this and later ones, or all, each by one command', () => {
    expect(editing(shown, later, 'one')).toEqual({
      command: 'calendar.change',
      data: { id: 'a', on: '2026-03-30', ...later },
    });
    expect(editing(shown, later, 'following')).toMatchObject({
      command: 'calendar.split',
      data: { id: 'a', on: '2026-03-30', ...later },
    });
    expect(editing(shown, later, 'all')).toEqual({
      command: 'calendar.move',
      data: { id: 'a', start: '2026-03-24T10:00', end: '2026-03-24T10:15' },
    });
    expect(removing(shown, 'one').command).toBe('calendar.skip');
    expect(removing(shown, 'following').command).toBe('calendar.end');
    expect(removing(shown, 'all').command).toBe('calendar.remove');
  });
  it('[CA-4] the rest of a counted series has what is left', () => {
    const counted = { ...shown, entry: entry({ rule: 'FREQ=WEEKLY;COUNT=5;BYDAY=MO' }) };
    expect(editing(counted, later, 'following', expansion).data.rule).toBe('FREQ=WEEKLY;COUNT=4;BYDAY=MO');
  });
  it('[CA-4] the first day has no earlier ones, and one day has no rule of its own', () => {
    expect(scopesOf({ ...shown, on: '2026-03-23' })).toEqual(['one', 'all']);
    expect(scopesOf(shown)).toEqual(['one', 'following', 'all']);
    expect(scopesOf(shown, { rule: null })).toEqual(['following', 'all']);
  });
});
