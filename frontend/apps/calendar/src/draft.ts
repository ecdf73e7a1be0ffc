/** What the form holds, from an event and back to a change of it. Pure. */
import { DAYS_MAX, SERIES_DAYS_MAX, TITLE_MAX, YEAR_MAX, YEAR_MIN } from './constants.ts';
import { addDays, DAY, dayOf, HOUR, isDate, later, timeText, wallOf, weekday } from './dates.ts';
import type { Entry } from './generated/calendar.ts';
import type { Shown } from './occurrences.ts';
import type { Change } from './plan.ts';
import { basic, fromBasic, ordinal, partsOf, ruleText, WEEKDAYS } from './rrule.ts';

export type Repeat =
  | 'never'
  | 'daily'
  | 'workdays'
  | 'weekly'
  | 'biweekly'
  | 'monthly'
  | 'nth'
  | 'yearly'
  | 'custom';
export type Ends = 'never' | 'day' | 'times';
export interface Draft {
  title: string;
  allDay: boolean;
  /** Days and times of the fields; the last day is part of it, as people say it. */
  day: string;
  time: string;
  lastDay: string;
  lastTime: string;
  /** Empty: the same clock time everywhere. */
  zone: string;
  repeat: Repeat;
  ends: Ends;
  until: string;
  times: number;
  location: string;
  notes: string;
  colour: string;
}

export const newDraft = (day: string, at: number | undefined, dayStart: number, zone: string): Draft => {
  const from = at ?? wallOf(day) + dayStart * HOUR;
  return {
    title: '',
    allDay: at === undefined,
    day,
    time: timeText(from).slice(11),
    lastDay: at === undefined ? day : timeText(from + HOUR).slice(0, 10),
    lastTime: timeText(from + HOUR).slice(11),
    zone,
    repeat: 'never',
    ends: 'never',
    until: addDays(day, 30),
    times: 10,
    location: '',
    notes: '',
    colour: 'blue',
  };
};

/** The days that a choice of the form means. */
export function ruleOf(repeat: Repeat, day: string): string | undefined {
  const name = WEEKDAYS[weekday(day)] ?? 'MO';
  const { week, last } = ordinal(day);
  switch (repeat) {
    case 'daily':
      return 'FREQ=DAILY';
    case 'workdays':
      return 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';
    case 'weekly':
      return `FREQ=WEEKLY;BYDAY=${name}`;
    case 'biweekly':
      return `FREQ=WEEKLY;INTERVAL=2;BYDAY=${name}`;
    case 'monthly':
      return 'FREQ=MONTHLY';
    case 'nth':
      return `FREQ=MONTHLY;BYDAY=${last ? -1 : week}${name}`;
    case 'yearly':
      return 'FREQ=YEARLY';
    case 'never':
    case 'custom':
      return undefined;
  }
}
const CHOICES: readonly Repeat[] = ['daily', 'workdays', 'weekly', 'biweekly', 'monthly', 'nth', 'yearly'];
const days = (rule: string) =>
  ruleText(new Map([...partsOf(rule)].filter(([name]) => !['COUNT', 'UNTIL', 'WKST'].includes(name))));
const repeatOf = (rule: string | undefined, day: string): Repeat =>
  rule === undefined ? 'never' : (CHOICES.find((one) => ruleOf(one, day) === days(rule)) ?? 'custom');

/** The event's own walls are what the form shows, with its zone beside. */
export function draftOf({ entry, what, on }: Shown, zone: string): Draft {
  const parts = partsOf(entry.rule ?? '');
  const until = parts.get('UNTIL');
  const first = dayOf(what.start);
  const last = entry.allDay ? later(what.end, what.end > what.start ? -DAY : 0) : dayOf(what.end);
  const count = parts.get('COUNT');
  return {
    title: what.title,
    allDay: entry.allDay,
    day: first,
    time: entry.allDay ? '09:00' : what.start.slice(11, 16),
    lastDay: last,
    lastTime: entry.allDay ? '10:00' : what.end.slice(11, 16),
    zone: entry.allDay ? zone : (entry.zone ?? ''),
    repeat: repeatOf(entry.rule, on ?? first),
    ends: until ? 'day' : count ? 'times' : 'never',
    until: until ? fromBasic(until) : addDays(first, 30),
    times: Number(count ?? 10),
    location: what.location ?? '',
    notes: what.notes ?? '',
    colour: what.colour ?? 'blue',
  };
}

export const startOf = ({ allDay, day, time }: Draft): string => (allDay ? day : `${day}T${time}`);
export const endOf = ({ allDay, lastDay, lastTime }: Draft): string =>
  allDay ? addDays(lastDay, 1) : `${lastDay}T${lastTime}`;
export type Fault = 'needTime' | 'endFirst' | 'noYear' | 'tooLong' | 'tooLongSeries';
/** A field may hold a year of one digit or of five. */
const isKnown = (day: string): boolean =>
  day.length === 10 && day >= String(YEAR_MIN) && day < String(YEAR_MAX);
/** What the server would refuse. `ownDay`: one changed day of a series, which may be as long as any event. */
export function faultOf(draft: Draft, ownDay = false): Fault | undefined {
  const fields = draft.allDay
    ? [draft.day, draft.lastDay]
    : [draft.day, draft.time, draft.lastDay, draft.lastTime];
  if (fields.some((field) => field === '')) return 'needTime';
  const repeats = draft.repeat !== 'never';
  const until = repeats && draft.ends === 'day' && draft.until ? [draft.until] : [];
  if (![draft.day, draft.lastDay, ...until].every(isKnown)) return 'noYear';
  const end = endOf(draft);
  if (!isKnown(dayOf(end))) return 'noYear'; // that of whole days is one past the last
  const long = wallOf(end) - wallOf(startOf(draft));
  if (long < 0) return 'endFirst';
  if (long > DAYS_MAX * DAY) return 'tooLong';
  return repeats && !ownDay && long > SERIES_DAYS_MAX * DAY ? 'tooLongSeries' : undefined;
}
function fullRule(draft: Draft, kept: string | undefined): string | undefined {
  const rule = draft.repeat === 'custom' ? kept && days(kept) : ruleOf(draft.repeat, draft.day);
  if (!rule) return undefined;
  const parts = partsOf(rule);
  if (draft.ends === 'day' && draft.until)
    parts.set('UNTIL', basic(draft.until < draft.day ? draft.day : draft.until));
  if (draft.ends === 'times') parts.set('COUNT', String(Math.max(1, Math.min(10_000, draft.times || 1))));
  return ruleText(parts);
}

/** All of a new event. */
export function added(draft: Draft): Change & { title: string; start: string; end: string } {
  const rule = fullRule(draft, undefined);
  return {
    title: draft.title.trim(),
    start: startOf(draft),
    end: endOf(draft),
    ...(draft.allDay || draft.zone === '' ? {} : { zone: draft.zone }),
    ...(rule ? { rule } : {}),
    ...(draft.location.trim() ? { location: draft.location.trim() } : {}),
    ...(draft.notes.trim() ? { notes: draft.notes.trim() } : {}),
    ...(draft.colour === 'blue' ? {} : { colour: draft.colour }),
  };
}
/** What another app asks for: days are whole days, the end one past the last; a moment without an end takes an hour. */
export function asked(title: string, start: string, end: unknown, zone: string): Change & { title: string } {
  const least = isDate(start) ? addDays(start, 1) : later(start, HOUR);
  const wanted = typeof end === 'string' && isDate(end) === isDate(start) ? end : least;
  return {
    title: title.replace(/\s+/g, ' ').trim().slice(0, TITLE_MAX),
    start,
    end: wallOf(wanted) < wallOf(start) ? least : wanted,
    ...(isDate(start) || start.endsWith('Z') ? {} : { zone }),
  };
}
/** What has been changed in the form; a series is asked for its days later. */
export function changed(shown: Shown, before: Draft, draft: Draft): Change {
  const change: Change = {};
  const differs = (...keys: (keyof Draft)[]) => keys.some((key) => before[key] !== draft[key]);
  if (differs('title')) change.title = draft.title.trim();
  if (differs('location')) change.location = draft.location.trim() || null;
  if (differs('notes')) change.notes = draft.notes.trim() || null;
  if (differs('colour')) change.colour = draft.colour === 'blue' ? null : draft.colour;
  const timed = differs('time', 'lastTime') && !draft.allDay;
  const zoned = differs('zone') && !draft.allDay;
  if (differs('allDay', 'day', 'lastDay') || timed || zoned) {
    change.start = sameKind(shown.what.start, startOf(draft), zoned);
    change.end = sameKind(shown.what.end, endOf(draft), zoned);
  }
  if (!draft.allDay && (zoned || before.allDay)) change.zone = draft.zone === '' ? null : draft.zone;
  if (
    differs('repeat', 'ends') ||
    (draft.ends === 'day' && differs('until')) ||
    (draft.ends === 'times' && differs('times'))
  )
    change.rule = fullRule(draft, shown.entry.rule) ?? null;
  return change;
}
/** A time that was given with Z stays so. */
const sameKind = (was: string, text: string, zoned: boolean): string =>
  was.endsWith('Z') && !isDate(text) && !zoned ? `${text}Z` : text;
export const isEmpty = (change: Change): boolean => Object.keys(change).length === 0;
export const zoneOf = (entry: Pick<Entry, 'zone'>): string => entry.zone ?? '';
