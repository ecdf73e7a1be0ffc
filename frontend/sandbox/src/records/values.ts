/** Whether a value may stand in a field, said as the server says it. */
import type { Json } from '@gesso/sdk';
import type { Field } from '../specification.ts';

export const TEXT_MAX = 500;
export const LONGTEXT_MAX = 10_000;
const STARS_MAX = 5;

/** Why not, or undefined. */
export function fault(field: Field, value: Json): string | undefined {
  const { label, type, min, max } = field;
  switch (type) {
    case 'number':
    case 'duration':
    case 'rating': {
      if (typeof value !== 'number' || !Number.isFinite(value)) return `${label} must be a number.`;
      const [least, most] =
        type === 'rating' ? [1, max ?? STARS_MAX] : [type === 'duration' ? (min ?? 0) : min, max];
      if (type === 'rating' && !Number.isInteger(value)) return `${label} must be a whole number.`;
      if (least != null && value < least) return `${label} must be ${least} or more.`;
      if (most != null && value > most) return `${label} must be ${most} or less.`;
      return undefined;
    }
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${label} must be yes or no.`;
    case 'choice':
      return field.options?.includes(value as string) ? undefined : `${label} must be one of its options.`;
    default: {
      if (typeof value !== 'string') return `${label} must be text.`;
      const most = max ?? (type === 'longtext' ? LONGTEXT_MAX : TEXT_MAX);
      if (value.length > most) return `${label} must have ${most} characters or fewer.`;
      if (min != null && value.length < min) return `${label} must have ${min} characters or more.`;
      return SHAPES[type]?.test(value) === false ? `${label} is not a valid ${type}.` : undefined;
    }
  }
}

const SHAPES: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  time: /^(?:[01]\d|2[0-3]):[0-5]\d$/,
  email: /^[^\s@]+@[^\s@]+$/,
  url: /^https?:\/\/\S+$/,
};

const WORDS = ['Morning', 'Garden', 'Letters', 'Music', 'Bread', 'Harbour'];
/** A value that a field takes; another `n` gives another one, the same `n` always the same. */
export function madeUp(field: Field, n: number, today: string): Json {
  const { type, label, min, max, options } = field;
  switch (type) {
    case 'number':
    case 'duration': {
      const least = min ?? 0;
      const most = max ?? least + 40;
      return Math.min(most, least + ((n * 7 + 3) % Math.max(1, Math.floor(most - least) + 1)));
    }
    case 'rating':
      return 1 + ((n * 2 + 2) % (max ?? STARS_MAX));
    case 'boolean':
      return n % 3 === 0;
    case 'choice':
      return options?.[n % Math.max(1, options.length)] ?? '';
    case 'date':
      return dayAfter(today, (n * 3) % 9);
    case 'time':
      return `${String(8 + (n % 10)).padStart(2, '0')}:${n % 2 === 0 ? '00' : '30'}`;
    case 'person':
      return n % 2 === 0 ? 'u-ann' : 'u-ben';
    case 'url':
      return `https://example.org/${n + 1}`;
    case 'email':
      return `person${n + 1}@example.org`;
    default:
      return fitted(`${WORDS[n % WORDS.length]} ${label.toLowerCase()} ${n + 1}`, min, max);
  }
}
function fitted(text: string, min: number | null | undefined, max: number | null | undefined): string {
  const long = text.padEnd(min ?? 0, '.');
  return max != null && long.length > max ? `${long.slice(0, Math.max(0, max - 1))}x`.slice(0, max) : long;
}

function dayAfter(today: string, days: number): string {
  const [year = 2026, month = 1, day = 1] = today.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}
