/**
 * What there is to see between two days, on the walls of whoever looks: single events, days of series, exceptions.
 * Pure but for what the browser knows of zones. Not here: on which days a rule falls, and how anything is drawn.
 */
import { addDays, DAY, dayOf, dayText, startOfDay, wallOf } from './dates.ts';
import type { Budget, expand } from './expand.ts';
import type { Entry, Occurrence } from './generated/calendar.ts';
import { usual } from './rules.ts';
import { isZone, wallTo } from './zones.ts';

/** One picture has no more than this. */
export const SHOWN_MAX = 3_000;

export interface Shown {
  key: string;
  entry: Entry;
  /** The day of the series that this is. */
  on?: string;
  what: Occurrence;
  allDay: boolean;
  /** Wall milliseconds where one looks; `to` is no part of it. */
  from: number;
  to: number;
  /** One day of a series that is not as its rule says. */
  changed: boolean;
  /** The zone of the event, when the walls there show another time. */
  elsewhere?: string;
}
export interface Expansion {
  expand: typeof expand;
  budget(): Budget;
}
export interface Picture {
  shown: readonly Shown[];
  /** False when something was left out, for there is too much of it. */
  whole: boolean;
  /** Something repeats, and what expands it is not here yet. */
  waits: boolean;
}

function shownOf(entry: Entry, what: Occurrence, zone: string, of: { on?: string; changed: boolean }): Shown {
  const own = entry.zone && isZone(entry.zone) ? entry.zone : zone;
  const wall = (text: string) => (entry.allDay ? wallOf(text) : wallTo(wallOf(text), own, zone));
  const from = wall(what.start);
  const least = entry.allDay ? from + DAY : from;
  const elsewhere = !entry.allDay && from !== wallOf(what.start);
  return {
    key: of.on === undefined ? entry.id : `${entry.id}/${of.on}`,
    entry,
    what,
    allDay: entry.allDay,
    from,
    to: Math.max(wall(what.end), least),
    ...of,
    ...(elsewhere ? { elsewhere: own } : {}),
  };
}

const isEntry = (value: unknown): value is Entry => {
  const one = value as Partial<Entry> | null;
  return (
    typeof one === 'object' &&
    one !== null &&
    typeof one.id === 'string' &&
    typeof one.title === 'string' &&
    Array.isArray(one.exceptions) &&
    [one.start, one.end].every((text) => typeof text === 'string' && !Number.isNaN(wallOf(text)))
  );
};
/** What of a state can be drawn: old data, or a stranger's, may be anything. */
export const entriesIn = (value: unknown): readonly Entry[] =>
  Array.isArray(value) ? value.filter(isEntry) : [];

/** Days `[from, to)`. */
export function pictureOf(
  entries: readonly Entry[],
  from: string,
  to: string,
  zone: string,
  expansion: Expansion | undefined,
): Picture {
  const shown: Shown[] = [];
  const left = expansion?.budget();
  let waits = false;
  let whole = true;
  const [start, end] = [wallOf(from), wallOf(to)];
  const add = (one: Shown) => {
    if (one.from >= end || (one.to <= start && one.from !== start)) return;
    if (shown.length < SHOWN_MAX) shown.push(one);
    else whole = false;
  };
  for (const entry of entries) {
    if (entry.rule === undefined) {
      const { title, start, end, location, notes, colour } = entry;
      add(
        shownOf(entry, { title, start, end, location, notes, colour } as Occurrence, zone, {
          changed: false,
        }),
      );
      continue;
    }
    const except = new Set(entry.exceptions.map(({ on }) => on));
    for (const { on, as } of entry.exceptions) if (as) add(shownOf(entry, as, zone, { on, changed: true }));
    if (!expansion || !left) {
      waits = true;
      continue;
    }
    // A day more on both sides: walls elsewhere show another day.
    const long = Math.ceil((wallOf(entry.end) - wallOf(entry.start)) / DAY) + 1;
    const days = expansion.expand(entry.rule, dayOf(entry.start), addDays(from, -long), addDays(to, 1), left);
    for (const on of days)
      if (!except.has(on)) add(shownOf(entry, usual(entry, on), zone, { on, changed: false }));
  }
  shown.sort(
    (a, b) =>
      a.from - b.from ||
      Number(b.allDay) - Number(a.allDay) ||
      b.to - a.to ||
      (a.what.title < b.what.title ? -1 : 1),
  );
  return { shown, whole: whole && (left?.steps ?? 1) > 0, waits };
}

/** First and last day that it touches, where one looks. */
export const daysOf = ({ from, to }: Pick<Shown, 'from' | 'to'>): [string, string] => [
  dayText(from),
  dayText(Math.max(startOfDay(to - 1), startOfDay(from))),
];
/** What there is on each day, in the order of the picture. */
export function byDay(shown: readonly Shown[]): ReadonlyMap<string, readonly Shown[]> {
  const days = new Map<string, Shown[]>();
  for (const one of shown) {
    const [first, last] = daysOf(one);
    for (let day = first; day <= last; day = addDays(day, 1)) {
      const list = days.get(day);
      if (list) list.push(one);
      else days.set(day, [one]);
    }
  }
  return days;
}
/** Drawn as a bar over days, not at its time of day. */
export const isBar = (shown: Shown): boolean => shown.allDay || shown.to - shown.from >= DAY;
