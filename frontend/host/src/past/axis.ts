/** Time along the scrubber: where an instant lies, which marks it gets, and what is seen of it. Pure. */
import { CLOCK_UNITS } from '@gesso/sdk/protocol';
import type { Language } from '../words/words.ts';
import type { Span } from './reader.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  SECOND,
  5 * SECOND,
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  30 * DAY,
  90 * DAY,
  365 * DAY,
] as const;
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
/** Nobody looks closer than this, in clock units. */
export const SPAN_LEAST = 10 * SECOND * CLOCK_UNITS;

export const clockOf = (millis: number): number => Math.floor(millis * CLOCK_UNITS);

/** From 0 at the left end to 1 at the right one. */
export const partOf = (at: number, { from, to }: Span): number => (at - from) / Math.max(1, to - from);
export const instantAt = (part: number, { from, to }: Span): number =>
  Math.floor(from + Math.min(1, Math.max(0, part)) * (to - from));

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** About `most` marks at times that people know. */
export function ticksOf({ from, to }: Span, most: number, language: Language): Tick[] {
  const begin = from / CLOCK_UNITS;
  const end = to / CLOCK_UNITS;
  const step = STEPS.find((one) => (end - begin) / one <= most) ?? STEPS[STEPS.length - 1] ?? DAY;
  const label = labelOf(step, end - begin, language);
  const ticks: Tick[] = [];
  for (let time = firstOf(begin, step); time < end; time = nextOf(time, step))
    if (time >= begin) ticks.push({ at: clockOf(time), label: label(time) });
  return ticks;
}

/** Days begin at midnight here, whatever the clocks do. */
function firstOf(begin: number, step: number): number {
  const midnight = new Date(begin);
  midnight.setHours(0, 0, 0, 0);
  if (step >= DAY) return midnight.getTime();
  return midnight.getTime() + Math.floor((begin - midnight.getTime()) / step) * step;
}
function nextOf(time: number, step: number): number {
  if (step < DAY) return time + step;
  const day = new Date(time);
  day.setDate(day.getDate() + Math.round(step / DAY));
  return day.getTime();
}
function labelOf(step: number, length: number, language: Language): (time: number) => string {
  const how: Intl.DateTimeFormatOptions =
    step < MINUTE
      ? { ...CLOCK, second: '2-digit' }
      : step < DAY
        ? CLOCK
        : length <= 8 * DAY
          ? { weekday: 'short' }
          : step < 300 * DAY
            ? { day: 'numeric', month: 'short' }
            : { month: 'short', year: 'numeric' };
  const format = new Intl.DateTimeFormat(language, how);
  const midnight = new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric' });
  return (time) => {
    const date = new Date(time);
    const begins = step < DAY && step >= HOUR && date.getHours() === 0 && date.getMinutes() === 0;
    return (begins ? midnight : format).format(date);
  };
}

/** A closer look (factor below 1) or a wider one around an instant, never past the whole. */
export function zoomed(span: Span, whole: Span, factor: number, around: number): Span | undefined {
  const length = Math.max(SPAN_LEAST, (span.to - span.from) * factor);
  if (length >= whole.to - whole.from) return undefined;
  const part = Math.min(1, Math.max(0, partOf(around, span)));
  return within({ from: around - part * length, to: around + (1 - part) * length }, whole);
}
/** Moved by a part of its own length. */
export const panned = (span: Span, whole: Span, by: number): Span =>
  within({ from: span.from + by * (span.to - span.from), to: span.to + by * (span.to - span.from) }, whole);

function within({ from, to }: Span, whole: Span): Span {
  const length = to - from;
  const begin = Math.min(Math.max(from, whole.from), whole.to - length);
  return { from: Math.floor(begin), to: Math.ceil(begin + length) };
}

/** The span that shows this instant, moved no more than needed. */
export function revealing(span: Span, whole: Span, at: number): Span {
  if (at >= span.from && at <= span.to) return span;
  return within({ from: at - (span.to - span.from) / 2, to: at + (span.to - span.from) / 2 }, whole);
}

const day = (time: number): number => new Date(time).setHours(0, 0, 0, 0);

/** "Thursday 14:02" within a week, a date after that; `fine` with seconds. */
export function spokenTime(time: number, now: number, language: Language, fine = false): string {
  const clock = new Intl.DateTimeFormat(language, {
    ...CLOCK,
    ...(fine ? { second: '2-digit' } : {}),
  }).format(time);
  const days = Math.round((day(now) - day(time)) / DAY);
  if (days === 0 || days === 1) {
    const name = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-days, 'day');
    return `${name[0]?.toLocaleUpperCase(language) ?? ''}${name.slice(1)} ${clock}`;
  }
  if (days > 0 && days < 7)
    return `${new Intl.DateTimeFormat(language, { weekday: 'long' }).format(time)} ${clock}`;
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  const date = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(time);
  return `${date} ${clock}`;
}

/** A length of time in its largest unit: "3 hours". */
export function spokenLength(millis: number, language: Language): string {
  const units = [
    ['day', DAY],
    ['hour', HOUR],
    ['minute', MINUTE],
    ['second', SECOND],
  ] as const;
  const [unit, size] = units.find(([, one]) => millis >= one) ?? ['second', SECOND];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.max(1, Math.floor(millis / size)),
  );
}

/** What an address says of an instant: a clock value, or a time. */
export function instantOf(text: string | null): number | undefined {
  if (!text) return undefined;
  if (/^\d{1,16}$/.test(text)) return Number(text);
  if (!/^\d{4}-\d\d-\d\dT/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) || time < 0 ? undefined : clockOf(time + 1) - 1;
}
