/** Values as people read and write them, and what a field takes: the same limits as the server's. */
import type { Json, Person } from '@gesso/sdk';
import type { Field } from './model.ts';
import type { Words } from './words.ts';

/** As the server holds them. */
export const TEXT_MAX = 500;
export const LONGTEXT_MAX = 10_000;
export const URL_MAX = 2_000;
export const EMAIL_MAX = 254;
/** Of any number, either way. */
export const NUMBER_MAX = 1e15;
export const STARS = 5;

export interface Reading {
  locale: string;
  words: Words;
  people: readonly Person[];
  /** Day of the person who looks, `YYYY-MM-DD`. */
  today: string;
}

export const starsOf = ({ max }: Field): number => Math.min(10, Math.max(2, Math.round(max ?? STARS)));

const formats = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();
function cached<F extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => F): F {
  let known = formats.get(key) as F | undefined;
  if (!known) {
    known = make();
    formats.set(key, known);
  }
  return known;
}
const safe = <T>(locale: string, make: (locale: string | undefined) => T): T => {
  try {
    return make(locale);
  } catch {
    return make(undefined);
  }
};
/** Money has two digits behind the point, or none. */
export const numberText = (value: number, locale: string, unit = ''): string => {
  const least = /^([€$£]|EUR|USD|GBP|CHF)$/.test(unit) && !Number.isInteger(value) ? 2 : 0;
  return cached(`n ${locale} ${least}`, () =>
    safe(
      locale,
      (of) => new Intl.NumberFormat(of, { minimumFractionDigits: least, maximumFractionDigits: 2 }),
    ),
  ).format(value);
};

/** A day as a Date at noon of UTC, where no zone can turn it into another. */
export const dayDate = (day: string): Date => new Date(`${day}T12:00:00Z`);
export const dayWritten = (day: string, locale: string, options: Intl.DateTimeFormatOptions): string => {
  const date = dayDate(day);
  if (Number.isNaN(date.getTime())) return day;
  return cached(`d ${locale} ${JSON.stringify(options)}`, () =>
    safe(locale, (of) => new Intl.DateTimeFormat(of, { ...options, timeZone: 'UTC' })),
  ).format(date);
};
/** The days around today by their names; the year only where it is another one. */
export const dayText = (day: string, { locale, today }: Reading): string => {
  const away = Math.round((dayDate(day).getTime() - dayDate(today).getTime()) / 86_400_000);
  if (Math.abs(away) <= 1) {
    const name = safe(locale, (of) => new Intl.RelativeTimeFormat(of, { numeric: 'auto' })).format(
      away,
      'day',
    );
    return name.charAt(0).toLocaleUpperCase() + name.slice(1);
  }
  return dayWritten(day, locale, {
    day: 'numeric',
    month: 'short',
    ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
  });
};
export const localDay = (now: Date): string =>
  `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
export const plusDays = (day: string, by: number): string =>
  new Date(dayDate(day).getTime() + by * 86_400_000).toISOString().slice(0, 10);

/** Minutes as `h:mm`; seconds where there are parts of minutes. */
export function durationText(minutes: number): string {
  const seconds = Math.round(Math.abs(minutes) * 60);
  const two = (n: number) => String(n).padStart(2, '0');
  const rest = seconds % 60;
  const text = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}${rest ? `:${two(rest)}` : ''}`;
  return minutes < 0 ? `−${text}` : text;
}
/** Minutes of `1:30`, `1:30:15`, `90`, `1h 30m`; undefined for what is none. */
export function minutesOf(text: string): number | undefined {
  const clean = text.trim().toLowerCase().replace(',', '.');
  const clock = /^(\d{1,5}):([0-5]?\d)(?::([0-5]?\d))?$/.exec(clean);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]) + Number(clock[3] ?? 0) / 60;
  if (/^\d{1,7}(\.\d+)?( ?m(in)?)?$/.test(clean)) return Number.parseFloat(clean);
  const parts = /^(\d{1,5}(?:\.\d+)?) ?h(?: ?(\d{1,4}) ?m?(?:in)?)?$/.exec(clean);
  return parts ? Number(parts[1]) * 60 + Number(parts[2] ?? 0) : undefined;
}

export const personName = (id: string, { people, words }: Reading): string =>
  people.find((one) => one.id === id)?.name ?? words.somebody;

/** The draft of what a browser cannot read: no number, no day and no time. */
export const UNREAD = '\0';

/** As it is read; empty for nothing. */
export function textOf(field: Field, value: Json | undefined, reading: Reading): string {
  if (value === undefined || value === null) return '';
  switch (field.type) {
    case 'number':
      return typeof value === 'number'
        ? numberText(value, reading.locale, field.unit) + (field.unit ? `\u00a0${field.unit}` : '')
        : '';
    case 'rating':
      return typeof value === 'number' ? reading.words.stars(value, starsOf(field)) : '';
    case 'duration':
      return typeof value === 'number' ? durationText(value) : '';
    case 'boolean':
      return value === true ? reading.words.yes : reading.words.no;
    case 'date':
      return dayText(String(value), reading);
    case 'person':
      return personName(String(value), reading);
    case 'text':
    case 'longtext':
    case 'time':
    case 'choice':
    case 'url':
    case 'email':
      return String(value);
  }
}

/** As it stands in a control. */
export function draftOf(field: Field, value: Json | undefined): string | boolean {
  if (field.type === 'boolean') return value === true;
  if (value === undefined || value === null) return '';
  if (field.type === 'duration' && typeof value === 'number') return durationText(value);
  return String(value);
}

export type Read = { ok: true; value: Json | undefined } | { ok: false; message: string };
const good = (value: Json | undefined): Read => ({ ok: true, value });
const bad = (message: string): Read => ({ ok: false, message });

/** What a control holds, as a value; undefined for nothing. */
export function readDraft(field: Field, draft: string | boolean | undefined, words: Words): Read {
  if (field.type === 'boolean') return good(draft === true);
  const text = String(draft ?? '').trim();
  if (text === '') return field.required ? bad(words.isMissing(field.label)) : good(undefined);
  switch (field.type) {
    case 'text':
      return long(text, field.min, Math.min(field.max ?? TEXT_MAX, TEXT_MAX), words);
    case 'longtext':
      return long(text, field.min, Math.min(field.max ?? LONGTEXT_MAX, LONGTEXT_MAX), words);
    case 'number': {
      const number = Number(text.replace(',', '.'));
      return Number.isFinite(number) ? within(field, number, String, words) : bad(words.noNumber);
    }
    case 'duration': {
      const minutes = minutesOf(text);
      return minutes === undefined
        ? bad(words.noDuration)
        : within(field, Math.round(minutes * 60) / 60, durationText, words);
    }
    case 'rating': {
      const stars = Number(text);
      return Number.isInteger(stars) && stars >= 1 && stars <= starsOf(field)
        ? good(stars)
        : bad(words.noStars(starsOf(field)));
    }
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(dayDate(text).getTime())
        ? good(text)
        : bad(words.noDate);
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d/.test(text) ? good(text.slice(0, 5)) : bad(words.noTime);
    case 'choice':
      return field.options?.includes(text) ? good(text) : bad(words.noChoice);
    case 'person':
      return good(text);
    case 'url': {
      // Without a scheme it is an address only if it looks like one.
      const address =
        /^[a-z][a-z0-9+.-]*:/i.test(text) || !/^[^\s/]+\.[^\s/]+/.test(text) ? text : `https://${text}`;
      return /^https?:\/\/\S+$/.test(address) && address.length <= URL_MAX ? good(address) : bad(words.noUrl);
    }
    case 'email':
      return /^[^\s@]+@[^\s@]+$/.test(text) && text.length <= EMAIL_MAX ? good(text) : bad(words.noEmail);
  }
}

function long(text: string, min: number | undefined, max: number, words: Words): Read {
  if (min !== undefined && text.length < min) return bad(words.atLeastLong(min));
  return text.length > max ? bad(words.tooLong(max)) : good(text);
}
function within(field: Field, value: number, written: (value: number) => string, words: Words): Read {
  const unit = field.unit ? ` ${field.unit}` : '';
  if (Math.abs(value) > NUMBER_MAX) return bad(words.noNumber);
  if (field.min !== undefined && value < field.min) return bad(words.atLeast(written(field.min) + unit));
  if (field.max !== undefined && value > field.max) return bad(words.atMost(written(field.max) + unit));
  return good(value);
}
