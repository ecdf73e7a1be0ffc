/**
 * What the events of Calendar's backend do, and which a command will most likely make: the same cases as
 * `gesso.cluster.calendar` in Java. State: `{events: [Entry]}` beside the shared-state keys. Not here: on which
 * days a rule falls, and how events look.
 */
import {
  type BackendEvent,
  type Json,
  type JsonObject,
  type MicroAppRules,
  type Stamp,
  timeOf,
} from '@gesso/sdk';
import { addDays, dayOf, daysBetween, isDate, later, wallOf } from './dates.ts';
import type { CalendarEvents, Deviation, Entry, Occurrence } from './generated/calendar.ts';
import { endingOn, isAlike, shifted } from './rrule.ts';

export type CalendarEvent = {
  [Type in keyof CalendarEvents]: { type: Type; data: CalendarEvents[Type] };
}[keyof CalendarEvents];

const KNOWN: Record<CalendarEvent['type'], true> = {
  'calendar.created': true,
  'calendar.edited': true,
  'calendar.moved': true,
  'calendar.excepted': true,
  'calendar.split': true,
  'calendar.joined': true,
  'calendar.removed': true,
  'calendar.restored': true,
  'calendar.imported': true,
  'calendar.withdrawn': true,
};
const KEYS = [
  'title',
  'start',
  'end',
  'allDay',
  'zone',
  'rule',
  'exceptions',
  'location',
  'notes',
  'colour',
] as const;

const eventsOf = (state: JsonObject): Entry[] =>
  Array.isArray(state.events) ? (state.events as unknown as Entry[]) : [];
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const json = (entry: Entry): JsonObject => entry as unknown as JsonObject;

function assertNever(event: never): never {
  throw new Error(`no case for ${JSON.stringify(event)}`);
}

export function evolveEvents(events: Entry[], event: CalendarEvent): Entry[] {
  switch (event.type) {
    case 'calendar.created':
      return insert(events, events.length, event.data);
    case 'calendar.edited':
    case 'calendar.moved':
      return change(events, event.data.id, (one) => patched(one, event.data.set));
    case 'calendar.excepted': {
      const { id, on, now } = event.data;
      return change(events, id, (one) => ({ ...one, exceptions: excepted(one.exceptions, on, now) }));
    }
    case 'calendar.split': {
      const { id, set, item } = event.data;
      const at = events.findIndex((one) => one.id === id);
      return at < 0
        ? events
        : insert(
            change(events, id, (one) => patched(one, set)),
            at + 1,
            item,
          );
    }
    case 'calendar.joined': {
      const { id, set, item } = event.data;
      return change(without(events, [item]), id, (one) => patched(one, set));
    }
    case 'calendar.removed':
      return without(events, [event.data]);
    case 'calendar.restored':
      return insert(events, event.data.index, event.data.item);
    case 'calendar.imported':
      return event.data.items.reduce((so, item) => insert(so, so.length, item), events);
    case 'calendar.withdrawn':
      return without(events, event.data.items);
    default:
      return assertNever(event);
  }
}
const insert = (events: Entry[], index: number, item: Entry): Entry[] =>
  events.some(({ id }) => id === item.id)
    ? events
    : events.toSpliced(Math.max(0, Math.min(index, events.length)), 0, item);
const change = (events: Entry[], id: string, how: (entry: Entry) => Entry): Entry[] =>
  events.some((one) => one.id === id) ? events.map((one) => (one.id === id ? how(one) : one)) : events;
function without(events: Entry[], gone: readonly { id: string }[]): Entry[] {
  const ids = new Set(gone.map(({ id }) => id));
  return events.some(({ id }) => ids.has(id)) ? events.filter(({ id }) => !ids.has(id)) : events;
}
function patched(entry: Entry, set: JsonObject): Entry {
  const next: JsonObject = { ...json(entry) };
  for (const [key, value] of Object.entries(set))
    if (value === null) delete next[key];
    else next[key] = value;
  return next as unknown as Entry;
}
const excepted = (exceptions: Deviation[], on: string, now: Deviation | undefined): Deviation[] =>
  [...exceptions.filter((one) => one.on !== on), ...(now ? [now] : [])].sort((a, b) =>
    a.on < b.on ? -1 : 1,
  );

/** When an occurrence of a series is, as its rule says. */
export function usual(series: Entry, on: string): Occurrence {
  const shift = wallOf(on) - wallOf(dayOf(series.start));
  const { title, location, notes, colour } = series;
  return {
    title,
    start: later(series.start, shift),
    end: later(series.end, shift),
    ...(location === undefined ? {} : { location }),
    ...(notes === undefined ? {} : { notes }),
    ...(colour === undefined ? {} : { colour }),
  };
}

const TAKEN_AWAY = new Set(['zone', 'rule', 'location', 'notes', 'colour']);
/** `data` on top of what is; a series that moves takes its rule and exceptions along. */
export function edited(now: Entry, data: JsonObject): Entry {
  const set: JsonObject = {};
  for (const key of KEYS) {
    const value = data[key];
    if (value === undefined || key === 'exceptions') continue;
    set[key] = typeof value === 'string' ? value.trim() : value;
    if (TAKEN_AWAY.has(key) && set[key] === '') set[key] = null;
  }
  const start = typeof set.start === 'string' ? set.start : now.start;
  set.allDay = isDate(start);
  if (set.allDay) set.zone = null;
  const next = patched(now, set);
  if (now.rule === undefined || next.rule === undefined) return { ...next, exceptions: [] };
  const moved = shifted(now.rule, dayOf(now.start), dayOf(start));
  const days = daysBetween(now.start, start);
  const kept = now.allDay === next.allDay;
  const carried = now.exceptions.map((one) => ({ ...one, on: addDays(one.on, days) }));
  if (data.rule === undefined) return { ...next, rule: moved, exceptions: kept ? carried : [] };
  const alike = isAlike(next.rule, now.rule) || isAlike(next.rule, moved);
  return { ...next, exceptions: kept && alike ? carried : [] };
}
/** Without an end the length stays. */
function withEnd(now: Entry, data: JsonObject): JsonObject {
  if (typeof data.start !== 'string' || data.end !== undefined || isDate(data.start) !== now.allDay)
    return data;
  return { ...data, end: later(data.start, wallOf(now.end) - wallOf(now.start)) };
}
const was = (now: Entry, set: JsonObject): JsonObject =>
  Object.fromEntries(Object.keys(set).map((key) => [key, json(now)[key] ?? null]));
function changes(now: Entry, next: Entry): { id: string; set: JsonObject; was: JsonObject } | undefined {
  const set: JsonObject = {};
  for (const key of KEYS) if (!same(json(now)[key], json(next)[key])) set[key] = json(next)[key] ?? null;
  return Object.keys(set).length > 0 ? { id: now.id, set, was: was(now, set) } : undefined;
}
function ended(series: Entry, on: string): JsonObject {
  const kept = series.exceptions.filter((one) => one.on < on);
  return {
    rule: endingOn(series.rule ?? '', addDays(on, -1)),
    ...(kept.length < series.exceptions.length ? { exceptions: kept as unknown as Json } : {}),
  };
}

function made(data: JsonObject, id: string, stamp: Stamp): Entry {
  const text = (key: string): JsonObject => {
    const value = data[key];
    return typeof value === 'string' && value.trim() !== '' ? { [key]: value.trim() } : {};
  };
  const start = String(data.start);
  return {
    id,
    title: String(data.title).trim(),
    start,
    end: String(data.end),
    allDay: isDate(start),
    ...(isDate(start) ? {} : text('zone')),
    ...text('rule'),
    exceptions: Array.isArray(data.exceptions) ? data.exceptions : [],
    ...text('location'),
    ...text('notes'),
    ...text('colour'),
    ...text('uid'),
    userId: stamp.by,
    createdAt: timeOf(stamp.at),
  } as unknown as Entry;
}
const isNew = (data: JsonObject): boolean =>
  typeof data.id === 'string' &&
  typeof data.title === 'string' &&
  typeof data.start === 'string' &&
  typeof data.end === 'string';

function exception(series: Entry, on: string, now: Deviation | undefined): CalendarEvent[] {
  const before = series.exceptions.find((one) => one.on === on);
  if (same(before, now)) return [];
  const data = { id: series.id, on, ...(now ? { now } : {}), ...(before ? { was: before } : {}) };
  return [{ type: 'calendar.excepted', data }];
}
function changedDay(series: Entry, on: string, data: JsonObject): Deviation | undefined {
  const plain = usual(series, on);
  const base = series.exceptions.find((one) => one.on === on)?.as ?? plain;
  const next: JsonObject = { ...base } as unknown as JsonObject;
  for (const key of ['title', 'start', 'end', 'location', 'notes', 'colour']) {
    const value = data[key];
    if (value === undefined) continue;
    if (value === null || value === '') delete next[key];
    else next[key] = value;
  }
  const keys = Object.keys(next).concat(Object.keys(plain));
  const equal = keys.every((key) => same(next[key], (plain as unknown as JsonObject)[key]));
  return equal ? undefined : { on, as: next as unknown as Occurrence };
}

function guess(events: readonly Entry[], command: string, data: JsonObject, stamp: Stamp): CalendarEvent[] {
  if (command === 'calendar.import') {
    const items = (Array.isArray(data.items) ? (data.items as JsonObject[]) : [])
      .filter((item) => isNew(item) && !events.some(({ id }) => id === item.id))
      .map((item) => made(item, String(item.id), stamp));
    return items.length > 0 ? [{ type: 'calendar.imported', data: { items } }] : [];
  }
  if (typeof data.id !== 'string') return [];
  const index = events.findIndex(({ id }) => id === data.id);
  const now = events[index];
  if (command === 'calendar.add')
    return now || !isNew(data) ? [] : [{ type: 'calendar.created', data: made(data, data.id, stamp) }];
  if (!now) return [];
  const on = typeof data.on === 'string' && now.rule !== undefined ? data.on : undefined;
  switch (command) {
    case 'calendar.edit': {
      const change = changes(now, edited(now, data));
      return change ? [{ type: 'calendar.edited', data: change }] : [];
    }
    case 'calendar.move': {
      const change = changes(now, edited(now, withEnd(now, data)));
      return change ? [{ type: 'calendar.moved', data: change }] : [];
    }
    case 'calendar.remove':
      return [{ type: 'calendar.removed', data: { id: now.id, item: now, index } }];
    case 'calendar.skip':
      return on ? exception(now, on, { on }) : [];
    case 'calendar.change':
      return on ? exception(now, on, changedDay(now, on, data)) : [];
    case 'calendar.reset':
      return on ? exception(now, on, undefined) : [];
    case 'calendar.end': {
      if (!on) return [];
      const set = ended(now, on);
      return [{ type: 'calendar.edited', data: { id: now.id, set, was: was(now, set) } }];
    }
    case 'calendar.split': {
      if (!on || typeof data.next !== 'string' || events.some(({ id }) => id === data.next)) return [];
      const { start, end } = usual(now, on);
      const rest = { ...now, start, end, exceptions: now.exceptions.filter((one) => one.on >= on) };
      const { uid: _, ...item } = edited(rest, data);
      const set = ended(now, on);
      const next = { ...item, id: data.next, userId: stamp.by, createdAt: timeOf(stamp.at) };
      return [{ type: 'calendar.split', data: { id: now.id, set, was: was(now, set), item: next } }];
    }
    default:
      return [];
  }
}

const rules: MicroAppRules = {
  initial: { events: [] },
  knows: (type) => Object.hasOwn(KNOWN, type),
  evolve(state, event: BackendEvent) {
    const before = eventsOf(state);
    const after = evolveEvents(before, event as unknown as CalendarEvent);
    return after === before ? state : { ...state, events: after as unknown as Json };
  },
  predict: (state, command, data, stamp) =>
    guess(eventsOf(state), command, data, stamp) as unknown as BackendEvent[],
};
export default rules;
