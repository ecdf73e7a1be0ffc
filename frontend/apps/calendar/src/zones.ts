/** Between the walls of a time zone and instants, by what the browser knows of zones. Not here: text. */
import { DAY } from './dates.ts';

const formats = new Map<string, Intl.DateTimeFormat | null>();
const offsets = new Map<string, number>();
/** Days of zones whose offsets are remembered. */
const OFFSETS_MAX = 20_000;

function formatOf(zone: string): Intl.DateTimeFormat | null {
  let format = formats.get(zone);
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch {
      format = null; // a zone that this browser does not know
    }
    formats.set(zone, format);
  }
  return format;
}
export const isZone = (zone: string): boolean => formatOf(zone) !== null;
export const viewerZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

function offsetAt(zone: string, instant: number): number {
  const format = formatOf(zone);
  if (!format) return 0;
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}
/** Asks once per day, but for days on which the clocks change. */
function offset(zone: string, instant: number): number {
  if (zone === 'UTC') return 0;
  const day = Math.floor(instant / DAY);
  const key = `${zone}|${day}`;
  const known = offsets.get(key);
  if (known !== undefined) return Number.isNaN(known) ? offsetAt(zone, instant) : known;
  const first = offsetAt(zone, day * DAY);
  const same = first === offsetAt(zone, (day + 1) * DAY - 1000);
  if (offsets.size >= OFFSETS_MAX) offsets.clear();
  offsets.set(key, same ? first : Number.NaN);
  return same ? first : offsetAt(zone, instant);
}

/** Wall milliseconds in a zone at an instant. */
export const wallIn = (zone: string, instant: number): number => instant + offset(zone, instant);

/** The instant at which a wall in the zone shows this; of a time that is skipped, the moment after the gap. */
export function instantOf(wall: number, zone: string): number {
  const before = wall - offset(zone, wall - DAY);
  if (wallIn(zone, before) === wall) return before;
  const after = wall - offset(zone, wall + DAY);
  return wallIn(zone, after) === wall ? after : before;
}

/** From the walls of one zone to those of another. */
export const wallTo = (wall: number, from: string, to: string): number =>
  from === to ? wall : wallIn(to, instantOf(wall, from));

/** `Berlin` of `Europe/Berlin`. */
export const placeOf = (zone: string): string => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
