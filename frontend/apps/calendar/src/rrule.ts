/**
 * The text of a rule of repetition, in the parts that the backend keeps: the same as `gesso.cluster.calendar.Rule`
 * in Java. Pure. Not here: on which days it falls (expand.ts).
 */
import { addDays, dayOf, daysBetween, weekday } from './dates.ts';

export const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
const ORDER = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'BYSETPOS', 'WKST'];
const MONDAY_FIRST = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

export type Parts = ReadonlyMap<string, string>;
export const partsOf = (rule: string): Map<string, string> =>
  new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string]));
export const ruleText = (parts: Parts): string =>
  ORDER.filter((name) => parts.has(name))
    .map((name) => `${name}=${parts.get(name)}`)
    .join(';');

export const basic = (day: string): string => day.replaceAll('-', '');
export const fromBasic = (text: string): string =>
  `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
export const untilOf = (rule: string): string | undefined => {
  const until = partsOf(rule).get('UNTIL');
  return until && fromBasic(until);
};

const endingNever = (parts: Parts): Map<string, string> =>
  new Map([...parts].filter(([name]) => name !== 'COUNT' && name !== 'UNTIL'));
/** The same days, whenever they end. */
export const isAlike = (one: string, other: string): boolean =>
  ruleText(endingNever(partsOf(one))) === ruleText(endingNever(partsOf(other)));
export const endingOn = (rule: string, last: string): string =>
  ruleText(endingNever(partsOf(rule)).set('UNTIL', basic(last)));

/** Which of its kind in the month a day is, and whether it is the last. */
export function ordinal(day: string): { week: number; last: boolean } {
  const date = Number(day.slice(8, 10));
  return {
    week: Math.floor((date - 1) / 7) + 1,
    last: addDays(dayOf(day), 7).slice(5, 7) !== day.slice(5, 7),
  };
}
const nameOf = (day: string): string => WEEKDAYS[weekday(day)] ?? 'MO';

/** What was meant of the old day is meant of the new one: Mondays become Tuesdays. */
export function shifted(rule: string, from: string, to: string): string {
  const days = daysBetween(from, to);
  if (days === 0) return rule;
  const parts = partsOf(rule);
  const until = parts.get('UNTIL');
  if (until) parts.set('UNTIL', basic(addDays(fromBasic(until), days)));
  const list = parts.get('BYDAY');
  if (list) parts.set('BYDAY', shiftedDays(list, parts.get('FREQ') === 'WEEKLY', from, to));
  const [, fromMonth, fromDate] = from.split('-').map(Number);
  const [, toMonth, toDate] = to.split('-').map(Number);
  if (parts.get('BYMONTHDAY') === String(fromDate)) parts.set('BYMONTHDAY', String(toDate));
  if (parts.get('BYMONTH') === String(fromMonth)) parts.set('BYMONTH', String(toMonth));
  return ruleText(parts);
}
function shiftedDays(list: string, weekly: boolean, from: string, to: string): string {
  if (weekly) {
    const days = daysBetween(from, to);
    return list
      .split(',')
      .map((one) => MONDAY_FIRST[(((MONDAY_FIRST.indexOf(one) + days) % 7) + 7) % 7] ?? 'MO')
      .sort((a, b) => MONDAY_FIRST.indexOf(a) - MONDAY_FIRST.indexOf(b))
      .join(',');
  }
  if (list.includes(',') || !list.endsWith(nameOf(from)) || list.length === 2) return list;
  const { week, last } = ordinal(to);
  return `${(list.startsWith('-') && last) || week === 5 ? -1 : week}${nameOf(to)}`;
}
