/** Days and times in a person's language, by Intl. All walls are counted as UTC here. */
import { dayOf, isDate, wallOf } from './dates.ts';
import type { WeekStart } from './types.ts';

const formats = new Map<string, Intl.DateTimeFormat>();
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}${JSON.stringify(options)}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    formats.set(key, known);
  }
  return known;
}
export const monthName = (day: string, locale: string, month: 'long' | 'short' = 'long') =>
  format(locale, { month, year: 'numeric' }).format(wallOf(day));
export const weekName = (from: string, to: string, locale: string) =>
  format(locale, { day: 'numeric', month: 'short', year: 'numeric' }).formatRange(wallOf(from), wallOf(to));
export const dayName = (day: string, locale: string) =>
  format(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(wallOf(day));
export const shortDay = (day: string, locale: string) =>
  format(locale, { weekday: 'short', day: 'numeric', month: 'short' }).format(wallOf(day));
export const weekdayName = (day: string, locale: string, how: 'short' | 'long' | 'narrow' = 'short') =>
  format(locale, { weekday: how }).format(wallOf(day));
export const hourName = (hour: number, locale: string) =>
  format(locale, { hour: 'numeric' }).format(hour * 3_600_000);
export const clock = (wall: number, locale: string) =>
  format(locale, { hour: 'numeric', minute: '2-digit' }).format(wall);
export const whenText = (start: string, end: string, locale: string) => {
  if (!isDate(start)) {
    const options: Intl.DateTimeFormatOptions = {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: 'numeric',
      minute: '2-digit',
    };
    return format(locale, options).formatRange(wallOf(start), wallOf(end));
  }
  const last = Math.max(wallOf(start), wallOf(dayOf(end)) - 1);
  return format(locale, { weekday: 'short', day: 'numeric', month: 'short' }).formatRange(
    wallOf(start),
    last,
  );
};

interface WithWeek {
  weekInfo?: { firstDay: number };
  getWeekInfo?(): { firstDay: number };
}
const FIRST: Readonly<Record<Exclude<WeekStart, 'auto'>, number>> = { sunday: 0, monday: 1, saturday: 6 };
/** 0 is Sunday. */
export function firstWeekday(start: WeekStart, locale: string): number {
  if (start !== 'auto') return FIRST[start] ?? 1;
  try {
    const known = new Intl.Locale(locale) as Intl.Locale & WithWeek;
    const info = known.getWeekInfo?.() ?? known.weekInfo;
    return info ? info.firstDay % 7 : 1;
  } catch {
    return 1;
  }
}
