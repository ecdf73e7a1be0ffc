/** Events of a canvas from the server, where all of them are: page by page backwards, and by chain. */
import { CLOCK_UNITS, millisOf } from '@gesso/sdk/protocol';
import { ApiError } from '../http/index.ts';
import { host } from '../modules.ts';
import type { EventLogEntry } from '../state/types.ts';

/** An event as it is listed: from this visit, or out of the server's history. */
export type LoggedEvent = Omit<EventLogEntry, 'n'>;

/** What is wanted of a history; an empty list is everything. */
export interface Wanted {
  readonly by: readonly string[];
  readonly of: readonly string[];
  readonly types: readonly string[];
}
export interface EarlierPage {
  /** Oldest first. */
  readonly events: readonly LoggedEvent[];
  /** The next page ends before this; undefined when there is nothing more. */
  readonly before: number | undefined;
}

/** Lines of one answer; an answer with so many may have been cut off. */
export const LINES_MOST = 500;
/** A page is full with so many. */
const PAGE_LEAST = 60;
/** Answers that one page is made of, at most. */
const STEPS_MOST = 24;
const FIRST_SPAN = 3_600_000 * CLOCK_UNITS;
const SPAN_GROWS = 8;
/** Names that one question may list. */
const NAMES_MOST = 100;
/** Around an event, where its chain is looked for when the server does not know chains. */
const CHAIN_MILLIS = 10 * 60_000;

/**
 * The server tells a history forwards, so a page backwards is asked for in spans of time: longer ones where little has
 * happened, shorter ones where an answer is cut off.
 */
export async function pageBefore(
  ask: (from: number, to: number) => Promise<readonly LoggedEvent[]>,
  before: number,
): Promise<EarlierPage> {
  let events: readonly LoggedEvent[] = [];
  let to = before;
  let span = FIRST_SPAN;
  for (let step = 0; step < STEPS_MOST && to > 0 && events.length < PAGE_LEAST; step++) {
    const from = Math.max(0, to - span);
    const found = await ask(from, to);
    if (found.length >= LINES_MOST && span > 1) {
      span = Math.max(1, Math.floor(span / SPAN_GROWS));
      continue;
    }
    events = [...found, ...events];
    to = from;
    span *= SPAN_GROWS;
  }
  return { events, before: to > 0 ? to : undefined };
}

export const eventsBefore = (canvas: string, wanted: Wanted, before: number): Promise<EarlierPage> =>
  pageBefore(
    (from, to) => ask(canvas, { ...named(wanted), from: `${from}`, to: `${to}`, limit: `${LINES_MOST}` }),
    before,
  );

/** Everything that may belong to the chain of this event. */
export async function eventsAround(canvas: string, event: LoggedEvent): Promise<readonly LoggedEvent[]> {
  const limit = `${LINES_MOST}`;
  try {
    return await ask(canvas, { correlation: event.correlation, limit });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 400) throw error;
  }
  // A server of the release before has no such question.
  const near = CHAIN_MILLIS * CLOCK_UNITS;
  return ask(canvas, { from: `${Math.max(0, event.at - near)}`, to: `${event.at + near}`, limit });
}

function named({ by, of, types }: Wanted): Record<string, string> {
  const lists = { by, of, type: types };
  return Object.fromEntries(
    Object.entries(lists).flatMap(([name, list]) =>
      list.length === 0 ? [] : [[name, list.slice(0, NAMES_MOST).join()]],
    ),
  );
}

async function ask(canvas: string, query: Record<string, string>): Promise<LoggedEvent[]> {
  const path = `/api/canvas/${encodeURIComponent(canvas)}/history?${new URLSearchParams(query)}`;
  const text = await (await host.api.blob(path)).text();
  const me = host.security.session().user?.id;
  return text.split('\n').flatMap((line) => (line === '' ? [] : [eventOf(JSON.parse(line) as Line, me)]));
}

/** One line of a history. */
interface Line {
  of: string;
  rev: number;
  at: number;
  by: string;
  op: string;
  cause?: string | null;
  correlation: string;
  type: string;
  data: LoggedEvent['data'];
}
const eventOf = (
  { of, rev, at, by, op, cause, correlation, type, data }: Line,
  me?: string,
): LoggedEvent => ({
  of,
  rev,
  at,
  time: millisOf(at),
  by,
  op,
  ...(cause ? { cause } : {}),
  correlation,
  type,
  data,
  own: by === me,
});

export const keyOf = ({ of, rev }: Pick<LoggedEvent, 'of' | 'rev'>): string => `${of}~${rev}`;

/** Each event once, oldest first. */
export function merged(...lists: readonly (readonly LoggedEvent[])[]): LoggedEvent[] {
  const all = new Map(lists.flat().map((event) => [keyOf(event), event]));
  return [...all.values()].sort(
    (a, b) => a.at - b.at || (a.of < b.of ? -1 : a.of > b.of ? 1 : a.rev - b.rev),
  );
}
