/** Which commands a change of an event means, and for which days of a series. Pure but for new ids. */
import { freshId, type JsonObject } from '@gesso/sdk';
import { dayOf, isDate, later, timeText, wallOf } from './dates.ts';
import type { Entry, Occurrence } from './generated/calendar.ts';
import type { Expansion, Shown } from './occurrences.ts';
import { basic, partsOf, ruleText } from './rrule.ts';
import type { Scope } from './types.ts';
import { isZone, wallTo } from './zones.ts';

export interface Wish {
  command: string;
  data: JsonObject;
}
/** What somebody wants an event to be; undefined leaves a field as it is, null takes it away. */
export interface Change {
  title?: string;
  start?: string;
  end?: string;
  zone?: string | null;
  rule?: string | null;
  location?: string | null;
  notes?: string | null;
  colour?: string | null;
}

export const scopesOf = (shown: Shown, change?: Change): readonly Scope[] => {
  if (shown.on === undefined) return [];
  const first = shown.on === dayOf(shown.entry.start);
  const scopes: Scope[] = first ? ['one', 'all'] : ['one', 'following', 'all'];
  // One day has no rule, zone or kind of its own.
  const series =
    change?.rule !== undefined ||
    change?.zone !== undefined ||
    (change?.start !== undefined && isDate(change.start) !== shown.allDay);
  return series ? scopes.filter((scope) => scope !== 'one') : scopes;
};

/** From the walls of whoever looks to the event's own text. */
export function textAt(wall: number, entry: Pick<Entry, 'allDay' | 'zone' | 'start'>, zone: string): string {
  if (entry.allDay) return timeText(wall).slice(0, 10);
  const own = entry.zone && isZone(entry.zone) ? entry.zone : zone;
  const text = timeText(wallTo(wall, zone, own));
  return entry.start.endsWith('Z') ? `${text}Z` : text;
}

/** The days of a counted series that are left from one on. */
function rest(entry: Entry, on: string, by: Expansion | undefined): string | undefined {
  const parts = partsOf(entry.rule ?? '');
  const count = parts.get('COUNT');
  if (!count || !by) return undefined;
  const first = dayOf(entry.start);
  const before = by.expand(entry.rule ?? '', first, first, on, by.budget()).length;
  return ruleText(parts.set('COUNT', String(Math.max(1, Number(count) - before))));
}

/** As much later as this day of the series was moved. */
function shiftedSeries(entry: Entry, what: Occurrence, change: Change): JsonObject {
  const { start, end } = change;
  if (start === undefined || end === undefined) return {};
  if (isDate(start) !== entry.allDay) {
    const days = wallOf(dayOf(start)) - wallOf(dayOf(what.start));
    const first = later(dayOf(entry.start), days);
    const from = isDate(start) ? first : `${first}${start.slice(10)}`;
    return { start: from, end: later(from, wallOf(end) - wallOf(start)) };
  }
  const from = later(entry.start, wallOf(start) - wallOf(what.start));
  return { start: from, end: later(from, wallOf(end) - wallOf(start)) };
}

const plain = ({ start: _, end: __, ...others }: Change): JsonObject =>
  Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined)) as JsonObject;
const times = ({ start, end }: Change): JsonObject =>
  start !== undefined && end !== undefined ? { start, end } : {};

/** `scope` says nothing of an event that does not repeat. */
export function editing(shown: Shown, change: Change, scope: Scope, by?: Expansion): Wish {
  const { entry, on, what } = shown;
  const id = entry.id;
  const moves = Object.keys(plain(change)).length === 0;
  if (on === undefined)
    return {
      command: moves ? 'calendar.move' : 'calendar.edit',
      data: { id, ...plain(change), ...times(change) },
    };
  if (scope === 'one') {
    const { rule: _, zone: __, ...content } = plain(change);
    return { command: 'calendar.change', data: { id, on, ...content, ...times(change) } };
  }
  if (scope === 'following') {
    const rule = change.rule === undefined ? rest(entry, on, by) : undefined;
    return {
      command: 'calendar.split',
      data: { id, on, next: freshId(), ...plain(change), ...times(change), ...(rule ? { rule } : {}) },
    };
  }
  return {
    command: moves ? 'calendar.move' : 'calendar.edit',
    data: { id, ...plain(change), ...shiftedSeries(entry, what, change) },
  };
}

export function removing(shown: Shown, scope: Scope): Wish {
  const { entry, on } = shown;
  if (on === undefined || scope === 'all') return { command: 'calendar.remove', data: { id: entry.id } };
  return { command: scope === 'one' ? 'calendar.skip' : 'calendar.end', data: { id: entry.id, on } };
}

/** The choices of the form, as rules. */
export const ruleUntil = (rule: string, day: string): string =>
  ruleText(new Map([...partsOf(rule)].filter(([name]) => name !== 'COUNT')).set('UNTIL', basic(day)));
