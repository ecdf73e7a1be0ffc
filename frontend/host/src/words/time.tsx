import { useEffect, useState } from 'react';
import { type Language, useLanguage } from './words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Relative within a day ("5 minutes ago"), a date after that. */
export function ago(then: number, now: number, language: Language): string {
  const passed = Math.max(0, now - then);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (passed < MINUTE) return language === 'de' ? 'gerade eben' : 'just now';
  if (passed < HOUR) return relative.format(-Math.floor(passed / MINUTE), 'minute');
  if (passed < DAY) return relative.format(-Math.floor(passed / HOUR), 'hour');
  const sameYear = new Date(then).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(then);
}

export function exact(then: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' }).format(then);
}

/** A moment in the person's words, exact on hover; looks again each half minute. */
export function When({ at }: { readonly at: number | string }) {
  const language = useLanguage();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE / 2);
    return () => clearInterval(timer);
  }, []);
  const then = typeof at === 'number' ? at : Date.parse(at);
  if (Number.isNaN(then)) return null;
  return (
    <time dateTime={new Date(then).toISOString()} title={exact(then, language)}>
      {ago(then, now, language)}
    </time>
  );
}
