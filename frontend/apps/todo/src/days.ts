/** Days as `YYYY-MM-DD`, in the place where the person is. Pure but for `today`. */

export const dayOf = (date: Date): string =>
  [
    String(date.getFullYear()).padStart(4, '0'),
    String(date.getMonth() + 1).padStart(2, '0'),
    String(date.getDate()).padStart(2, '0'),
  ].join('-');

export const today = (): string => dayOf(new Date());

export function plus(day: string, days: number): string {
  const date = asDate(day);
  date.setDate(date.getDate() + days);
  return dayOf(date);
}

const asDate = (day: string): Date => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 12);
};

export type Nearness = 'past' | 'today' | 'soon' | 'later';
export const nearnessOf = (day: string, now: string): Nearness =>
  day < now ? 'past' : day === now ? 'today' : day <= plus(now, 2) ? 'soon' : 'later';

/** Short: Today, Tomorrow, a weekday of this week, else the date. */
export function dayText(day: string, now: string, locale: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const days of [-1, 0, 1])
    if (day === plus(now, days)) return capital(words.format(days, 'day'), locale);
  const date = asDate(day);
  if (day > now && day <= plus(now, 6)) return date.toLocaleDateString(locale, { weekday: 'short' });
  const sameYear = day.slice(0, 4) === now.slice(0, 4);
  return date.toLocaleDateString(locale, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
}

const capital = (text: string, locale: string): string =>
  text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
