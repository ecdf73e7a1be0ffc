/**
 * Reads calendar files (RFC 5545) by ical.js into what `calendar.import` takes. Loaded when a file is opened.
 * Nothing is lost silently: what a calendar here cannot keep is told. Not here: writing files (the server does).
 */
import type { JsonObject } from '@gesso/sdk';
import ICAL from 'ical.js';
import { DAY, dayText, timeText } from './dates.ts';
import {
  EXCEPTIONS_MAX,
  LOCATION_MAX,
  NOTES_MAX,
  TITLE_MAX,
  UID_MAX,
  YEAR_MAX,
  YEAR_MIN,
} from './generated/calendar.ts';
import { partsOf, ruleText } from './rrule.ts';
import { knownZone } from './windowsZones.ts';
import { wallTo } from './zones.ts';

/** Larger files are not read. */
export const FILE_BYTES = 2 * 1024 * 1024;
/** Events taken from one file. */
export const FILE_EVENTS = 1_000;

export type Trouble =
  | 'no-calendar'
  | 'too-large'
  | 'too-many'
  | 'no-time'
  | 'rule'
  | 'dates'
  | 'cut'
  | 'zone'
  | 'refused';
export interface Read {
  items: JsonObject[];
  /** What could not be kept, with the event's title. */
  troubles: { trouble: Trouble; title: string }[];
}

const hash = (text: string): string => {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (b >>> 0).toString(16).padStart(8, '0') + (a >>> 0).toString(16).padStart(8, '0');
};
/** The same event of the same file has the same id: a second import adds nothing twice. */
export const idOf = (uid: string): string => `ics-${hash(uid)}`;

interface When {
  date: boolean;
  wall: number;
  /** IANA name; absent: wherever one is. */
  zone?: string;
  /** Its zone is not known by that name. */
  unknown?: boolean;
}
function whenOf(property: ICAL.Property, value?: unknown): When {
  const time = value ?? property.getFirstValue();
  if (!(time instanceof ICAL.Time)) throw new TypeError('no time');
  const wall = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  if (!(time.year >= YEAR_MIN && time.year < YEAR_MAX)) throw new RangeError('absurd');
  if (time.isDate) return { date: true, wall };
  if (time.zone === ICAL.Timezone.utcTimezone) return { date: false, wall, zone: 'UTC' };
  const named = property.getParameter('tzid');
  const name = Array.isArray(named) ? named[0] : named;
  if (!name) return { date: false, wall };
  const zone = knownZone(name);
  if (zone) return { date: false, wall, zone };
  if (time.zone === ICAL.Timezone.localTimezone) return { date: false, wall, unknown: true };
  const utc = time.convertToZone(ICAL.Timezone.utcTimezone).toUnixTime() * 1000;
  return { date: false, wall: utc, zone: 'UTC', unknown: true };
}
/** On the walls of another zone. */
const inZone = (when: When, zone: string | undefined): When =>
  when.zone && zone && when.zone !== zone
    ? { ...when, wall: wallTo(when.wall, when.zone, zone), zone }
    : when;
const textOf = ({ date, wall, zone }: When): string =>
  date ? dayText(wall) : zone === 'UTC' ? `${timeText(wall)}Z` : timeText(wall);

/** An end that is missing or of another kind is as the standard has it: a day, or at once. */
function spanOf(component: ICAL.Component, zone?: string): { start: When; end: When } {
  const property = component.getFirstProperty('dtstart');
  if (!property) throw new TypeError('no time');
  const start = inZone(whenOf(property), zone);
  const ending = component.getFirstProperty('dtend');
  const end = ending && inZone(whenOf(ending), start.zone);
  if (end && end.date === start.date && end.wall >= start.wall) return { start, end };
  const duration = component.getFirstPropertyValue('duration');
  const long = duration instanceof ICAL.Duration ? duration.toSeconds() * 1000 : 0;
  return { start, end: { ...start, wall: start.wall + Math.max(long, start.date ? DAY : 0) } };
}

const text = (value: unknown, most: number): string | undefined => {
  const clean =
    typeof value === 'string'
      ? value
          .replace(/\p{Surrogate}/gu, '')
          .replaceAll('\0', '')
          .trim()
      : '';
  return clean === ''
    ? undefined
    : clean
        .slice(0, most)
        .replace(/\p{Surrogate}/gu, '')
        .trim();
};
const COLOURS: readonly [string, RegExp][] = [
  ['blue', /blue|navy|cyan/],
  ['green', /green|olive|lime/],
  ['amber', /orange|gold|yellow|amber|brown/],
  ['red', /red|crimson|tomato|maroon/],
  ['violet', /purple|violet|magenta|pink|orchid|indigo/],
  ['teal', /teal|turquoise|aqua/],
  ['grey', /gr[ae]y|silver|black/],
];

/** What of an event does not depend on whether it is a series or one day of it. */
function contentOf(event: ICAL.Event): { content: JsonObject; cut: boolean } {
  const property = (name: string) => event.component.getFirstPropertyValue(name);
  const colour = String(property('color') ?? '').toLowerCase();
  const known = COLOURS.find(([, words]) => words.test(colour))?.[0];
  const [title, location, notes] = [event.summary, event.location, event.description];
  const content: JsonObject = { title: text(title, TITLE_MAX) ?? '–' };
  const place = text(location, LOCATION_MAX);
  const note = text(notes, NOTES_MAX);
  if (place) content.location = place;
  if (note) content.notes = note;
  if (known && colour) content.colour = known;
  const cut =
    (title?.trim().length ?? 0) > TITLE_MAX ||
    (location?.trim().length ?? 0) > LOCATION_MAX ||
    (notes?.trim().length ?? 0) > NOTES_MAX;
  return { content, cut };
}
const RULE =
  /^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;(INTERVAL|COUNT|UNTIL|WKST|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS)=[^;]+)*$/;
/** As the backend keeps it; undefined for one that it would refuse. */
function ruleOf(event: ICAL.Event): string | undefined {
  const properties = event.component.getAllProperties('rrule');
  const value = properties[0]?.getFirstValue();
  if (properties.length !== 1 || !value) return undefined;
  const parts = String(value).toUpperCase().split(';');
  const freq = parts.find((part) => part.startsWith('FREQ=')) ?? '';
  const rest = parts.filter((part) => part !== freq);
  const plain = (name: string) => rest.some((part) => part.startsWith(`${name}=`));
  // Every working day, as some programs write it.
  if (freq === 'FREQ=DAILY' && plain('BYDAY') && !plain('INTERVAL')) return `FREQ=WEEKLY;${rest.join(';')}`;
  const rule = [freq, ...rest].join(';');
  if (!RULE.test(rule)) return undefined;
  if (/^FREQ=(DAILY|WEEKLY)/.test(rule) && /BYMONTH|BYSETPOS/.test(rule)) return undefined;
  if (freq === 'FREQ=DAILY' && plain('BYDAY')) return undefined;
  // Outlook names month and day of what the start says already.
  if (freq === 'FREQ=YEARLY' && plain('BYDAY') && !plain('BYMONTH')) return undefined;
  return ruleText(partsOf(rule));
}

function seriesOf(
  component: ICAL.Component,
  start: When,
  overrides: readonly ICAL.Event[],
  tell: (trouble: Trouble) => void,
): JsonObject {
  const exceptions = new Map<string, JsonObject>();
  const on = (property: ICAL.Property, value?: unknown) =>
    dayText(inZone(whenOf(property, value), start.zone).wall);
  for (const property of component.getAllProperties('exdate'))
    for (const value of property.getValues()) {
      const day = on(property, value);
      exceptions.set(day, { on: day });
    }
  for (const one of overrides) {
    const property = one.component.getFirstProperty('recurrence-id');
    if (!property) continue;
    const day = on(property);
    const span = spanOf(one.component, start.zone);
    const cancelled = one.component.getFirstPropertyValue('status') === 'CANCELLED';
    if (span.start.date !== start.date) tell('dates');
    else if (cancelled) exceptions.set(day, { on: day });
    else {
      const as = { ...contentOf(one).content, start: textOf(span.start), end: textOf(span.end) };
      exceptions.set(day, { on: day, as });
    }
  }
  if (component.hasProperty('rdate') || exceptions.size > EXCEPTIONS_MAX) tell('dates');
  return { exceptions: [...exceptions.values()].slice(0, EXCEPTIONS_MAX) };
}

export function readCalendar(file: string): Read {
  const read: Read = { items: [], troubles: [] };
  if (file.length > FILE_BYTES) return { ...read, troubles: [{ trouble: 'too-large', title: '' }] };
  let roots: ICAL.Component[];
  try {
    const parsed = ICAL.parse(file.replace(/^\uFEFF/, ''));
    const list = typeof parsed[0] === 'string' ? [parsed] : parsed;
    roots = (list as unknown[][]).map((one) => new ICAL.Component(one as never));
  } catch {
    return { ...read, troubles: [{ trouble: 'no-calendar', title: '' }] };
  }
  const byUid = new Map<string, { master?: ICAL.Event; overrides: ICAL.Event[] }>();
  let n = 0;
  for (const root of roots)
    for (const component of root.getAllSubcomponents('vevent')) {
      const event = new ICAL.Event(component);
      const uid = text(component.getFirstPropertyValue('uid'), UID_MAX) ?? `${++n} ${component.toString()}`;
      const group = byUid.get(uid) ?? { overrides: [] };
      if (event.isRecurrenceException()) group.overrides.push(event);
      else group.master ??= event;
      byUid.set(uid, group);
    }
  if (byUid.size === 0 && !roots.some((root) => root.name === 'vcalendar'))
    return { ...read, troubles: [{ trouble: 'no-calendar', title: '' }] };
  // A day whose series is not in the file is an event of its own; its uid then says which day, also when written.
  for (const [uid, { master, overrides }] of [...byUid]) {
    if (master) continue;
    byUid.delete(uid);
    for (const one of overrides)
      byUid.set(text(`${one.recurrenceId}/${uid}`, UID_MAX) ?? uid, { master: one, overrides: [] });
  }
  for (const [uid, { master, overrides }] of byUid) {
    if (!master) continue;
    const title = text(master.summary, TITLE_MAX) ?? '–';
    const tell = (trouble: Trouble) => read.troubles.push({ trouble, title });
    if (read.items.length >= FILE_EVENTS) {
      tell('too-many');
      break;
    }
    try {
      read.items.push(itemOf(uid, master, overrides, tell));
    } catch {
      tell('no-time');
    }
  }
  return read;
}
function itemOf(
  uid: string,
  event: ICAL.Event,
  overrides: readonly ICAL.Event[],
  tell: (trouble: Trouble) => void,
): JsonObject {
  const { start, end } = spanOf(event.component);
  const { content, cut } = contentOf(event);
  if (cut) tell('cut');
  if (start.unknown) tell('zone');
  const repeats = event.component.hasProperty('rrule');
  const rule = repeats ? ruleOf(event) : undefined;
  if (repeats && !rule) tell('rule');
  const series = rule ? { rule, ...seriesOf(event.component, start, overrides, tell) } : {};
  const times = { start: textOf(start), end: textOf(end), ...(start.zone ? { zone: start.zone } : {}) };
  const kept = event.component.hasProperty('uid') ? { uid } : {};
  return { id: idOf(uid), ...content, ...times, ...series, ...kept };
}
