import { describe, expect, it } from 'vitest';
import { type Field, type FieldType, valueIn } from '../src/runtime/model.ts';
import { draftOf, minutesOf, type Reading, readDraft, textOf, UNREAD } from '../src/runtime/values.ts';
import { wordsOf } from '../src/runtime/words.ts';
import { PEOPLE } from './stage.ts';

const words = wordsOf('en');
const reading: Reading = { locale: 'en', words, people: PEOPLE, today: '2026-11-28' };
const field = (type: FieldType, more: object = {}): Field => ({ name: 'x', label: 'X', type, ...more });
const read = (of: Field, draft: string | boolean) => {
  const result = readDraft(of, draft, words);
  return result.ok ? result.value : result.message;
};

describe('values', () => {
  it('[FE-315] are read as the server takes them', () => {
    expect(read(field('text', { max: 3 }), ' abc ')).toBe('abc');
    expect(read(field('text', { max: 3 }), 'abcd')).toBe('Takes 3 characters at most.');
    expect(read(field('text', { required: true }), '  ')).toBe('X is missing.');
    expect(read(field('text'), '')).toBeUndefined();
    expect(read(field('number', { min: 1, unit: 'kg' }), '0.5')).toBe('Must be 1 kg or more.');
    expect(read(field('number'), '1,5')).toBe(1.5);
    expect(read(field('number'), 'many')).toBe(words.noNumber);
    expect(read(field('number'), '1e16')).toBe(words.noNumber);
    expect(read(field('boolean'), true)).toBe(true);
    expect(read(field('choice', { options: ['A'] }), 'B')).toBe(words.noChoice);
    expect(read(field('rating', { max: 5 }), '6')).toBe(words.noStars(5));
    expect(read(field('rating', { max: 5 }), '5')).toBe(5);
    expect(read(field('date'), '2026-11-28')).toBe('2026-11-28');
    expect(read(field('date'), '28.11.')).toBe(words.noDate);
    expect(read(field('time'), '24:00')).toBe(words.noTime);
    expect(read(field('url'), 'example.com/a')).toBe('https://example.com/a');
    expect(read(field('url'), 'javascript:alert(1)')).toBe(words.noUrl);
    expect(read(field('url'), 'hello')).toBe(words.noUrl);
    expect(read(field('email'), 'ana@example.com')).toBe('ana@example.com');
    expect(read(field('email'), 'ana')).toBe(words.noEmail);
    expect(read(field('duration'), '1:30')).toBe(90);
    expect(read(field('duration', { max: 60 }), '1:30')).toBe('Must be 1:00 or less.');
  });

  it('[FE-308] that a browser cannot read are no value, and not nothing', () => {
    expect(read(field('number'), UNREAD)).toBe(words.noNumber);
    expect(read(field('date'), UNREAD)).toBe(words.noDate);
    expect(read(field('time', { required: true }), UNREAD)).toBe(words.noTime);
  });

  it('[FE-315] of time are written and read in hours and minutes', () => {
    expect(['1:30', '0:00:30', '90', '45 min', '2h', '1h 5m', 'soon'].map(minutesOf)).toEqual([
      90,
      0.5,
      90,
      45,
      120,
      65,
      undefined,
    ]);
    expect(draftOf(field('duration'), 95.5)).toBe('1:35:30');
    expect(textOf(field('duration'), 90, reading)).toBe('1:30');
  });

  it('[FE-315] are shown in the words of who looks', () => {
    expect(textOf(field('number', { unit: '€' }), 1234.5, reading)).toBe('1,234.50\u00a0€');
    expect(textOf(field('number', { unit: '€' }), 1234.5, { ...reading, locale: 'de' })).toBe(
      '1.234,50\u00a0€',
    );
    expect(textOf(field('date'), '2026-11-28', reading)).toBe('Today');
    expect(textOf(field('date'), '2026-11-29', { ...reading, locale: 'de' })).toBe('Morgen');
    expect(textOf(field('date'), '2025-01-02', reading)).toBe('Jan 2, 2025');
    expect(textOf(field('person'), 'u2', reading)).toBe('Leo Kern');
    expect(textOf(field('person'), 'u9', reading)).toBe(words.somebody);
    expect(textOf(field('rating', { max: 5 }), 4, reading)).toBe('4 of 5 stars');
    expect(textOf(field('date'), '2026-11-28', { ...reading, locale: 'no such' })).toBeTruthy();
  });

  it('[FE-316] of an older version are shown as far as they fit', () => {
    const kept = (value: never) => ({ id: 'r', values: { x: value } });
    const now = (type: FieldType, value: unknown) => valueIn(field(type), kept(value as never), []);
    expect(now('number', '12,5')).toBe(12.5);
    expect(now('number', 'twelve')).toBeUndefined();
    expect(now('number', true)).toBeUndefined();
    expect(now('text', 7)).toBe('7');
    expect(now('date', 'soon')).toBeUndefined();
    expect(now('boolean', 'true')).toBe(true);
    expect(now('text', { a: 1 })).toBeUndefined();
    expect(now('text', null)).toBeUndefined();
  });

  it('[FE-316] of a formula take what is missing for 0, and are nothing where there is no number', () => {
    const price = field('number', { name: 'price' });
    const total = (formula: (r: Readonly<Record<string, unknown>>) => unknown) =>
      field('number', { name: 'total', formula });
    const of = (formula: (r: Readonly<Record<string, unknown>>) => unknown, values = {}) =>
      valueIn(total(formula), { id: 'r', values }, [price, total(formula)]);
    expect(of((r) => Number(r.price) + 1)).toBe(1);
    expect(of((r) => Number(r.price) * 3, { price: 0.1 })).toBe(0.3);
    expect(of((r) => 1 / Number(r.price))).toBeUndefined();
    expect(of(() => 'text')).toBeUndefined();
    expect(
      of(() => {
        throw new Error('no');
      }),
    ).toBeUndefined();
  });
});
