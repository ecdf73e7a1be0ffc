/**
 * On which days a rule falls, by ical.js. Loaded when a calendar has something that repeats. Every search is
 * bounded: by the window, by the rule's end, and by a number of steps for one picture.
 */
import ICAL from 'ical.js';
import { addDays, daysBetween } from './dates.ts';
import { endingOn, fromBasic, partsOf } from './rrule.ts';

/** Occurrences looked at for one picture, of all series together. */
const STEPS_MAX = 100_000;
/** Last days of counted series that are remembered. */
const LAST_MAX = 5_000;

export interface Budget {
  steps: number;
}
export const budget = (): Budget => ({ steps: STEPS_MAX });

const lasts = new Map<string, string>();

const timeOf = (day: string) => ICAL.Time.fromDateString(day);
function* days(rule: string, first: string, left: Budget): Generator<string> {
  const iterator = ICAL.Recur.fromString(rule).iterator(timeOf(first));
  for (let next = iterator.next(); next && left.steps > 0; next = iterator.next()) {
    left.steps--;
    yield next.toString().slice(0, 10);
  }
}

/** A counted series as one that ends on a day, so that a late window need not count from the first. */
function uncounted(rule: string, first: string, left: Budget): string {
  if (!partsOf(rule).has('COUNT')) return rule;
  const key = `${first} ${rule}`;
  let last = lasts.get(key);
  if (last === undefined) {
    last = first;
    for (const day of days(rule, first, left)) last = day;
    if (left.steps <= 0) return endingOn(rule, last); // the picture says that it is not whole
    if (lasts.size >= LAST_MAX) lasts.clear();
    lasts.set(key, last);
  }
  return endingOn(rule, last);
}

/** Whole periods of days and weeks before the window are jumped over. */
function jumped(rule: string, first: string, from: string): string {
  const parts = partsOf(rule);
  const unit = { DAILY: 1, WEEKLY: 7 }[parts.get('FREQ') ?? ''];
  if (!unit) return first;
  const period = unit * Number(parts.get('INTERVAL') ?? 1);
  const whole = Math.floor(daysBetween(first, from) / period) - 1;
  return whole > 0 ? addDays(first, whole * period) : first;
}

/** The days of the rule in `[from, to)`; none for a rule that this page cannot read. */
export function expand(rule: string, first: string, from: string, to: string, left: Budget): string[] {
  const found: string[] = [];
  try {
    const ending = uncounted(rule, first, left);
    const until = partsOf(ending).get('UNTIL');
    if (until && fromBasic(until) < from) return found;
    for (const day of days(ending, jumped(ending, first, from), left)) {
      if (day >= to) break;
      if (day >= from && day >= first) found.push(day);
    }
  } catch {
    return found;
  }
  return found;
}
