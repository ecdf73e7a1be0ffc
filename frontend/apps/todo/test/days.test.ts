import { describe, expect, it } from 'vitest';
import { dayText, nearnessOf, plus } from '../src/days.ts';

describe('days', () => {
  it('[W1] are counted over months, years and changes of the clock', () => {
    expect(plus('2026-12-31', 1)).toBe('2027-01-01');
    expect(plus('2028-02-28', 1)).toBe('2028-02-29');
    expect(plus('2026-03-28', 2)).toBe('2026-03-30');
    expect(plus('2026-10-26', -2)).toBe('2026-10-24');
  });
  it('[W1] are past, today, soon or later', () => {
    const near = (day: string) => nearnessOf(day, '2026-11-28');
    expect(['2026-11-27', '2026-11-28', '2026-11-30', '2026-12-01'].map(near)).toEqual([
      'past',
      'today',
      'soon',
      'later',
    ]);
  });
  it('[W1] are said shortly, in the language of the person', () => {
    const say = (day: string, locale = 'en') => dayText(day, '2026-11-28', locale);
    expect(say('2026-11-28')).toBe('Today');
    expect(say('2026-11-29')).toBe('Tomorrow');
    expect(say('2026-11-27', 'de')).toBe('Gestern');
    expect(say('2026-12-02')).toBe('Wed');
    expect(say('2026-12-24')).toBe('Dec 24');
    expect(say('2027-01-05')).toContain('2027');
  });
});
