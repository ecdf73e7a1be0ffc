/** The past as the server tells it: a whole canvas at an instant, its events, and how much happened when. */
import type { ApiClient } from '../http/index.ts';
import { type AtAnswer, type Moment, momentOf } from './fold.ts';
import { type Line, linesOf, placeOf } from './lines.ts';

/** Events of one answer. */
export const PAGE = 500;
/** Shapes of the curve. */
export const BUCKETS = 240;

export interface Bucket {
  readonly from: number;
  readonly n: number;
  readonly by: Readonly<Record<string, number>>;
}
/** A stretch of work without a long pause. */
export interface Chapter {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly by: readonly string[];
  readonly widgets: readonly string[];
}
export interface Person {
  readonly user: string;
  readonly name?: string;
  readonly n: number;
}
/** A moment that somebody has given a name: a saved layout. */
export interface Named {
  readonly layout: string;
  readonly name: string;
  readonly at: number;
}
/** Answer of `GET /api/canvas/{id}/timeline`: `to` is exclusive, empty buckets are left out. */
export interface Timeline {
  readonly from: number;
  readonly to: number;
  readonly events: number;
  readonly buckets: readonly Bucket[];
  readonly people: readonly Person[];
  readonly chapters: readonly Chapter[];
  readonly names: readonly Named[];
}
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Reader {
  at(instant: number, signal?: AbortSignal): Promise<Moment>;
  /** The events after an instant, or behind a line, oldest first; of one widget where one is named. */
  after(from: number | Line, of?: string): Promise<readonly Line[]>;
  /** The newest events up to and with an instant, oldest first. */
  before(instant: number): Promise<readonly Line[]>;
  timeline(span?: Partial<Span>, signal?: AbortSignal, buckets?: number): Promise<Timeline>;
}

export function readerOf(api: ApiClient, canvas: string): Reader {
  const base = `/api/canvas/${encodeURIComponent(canvas)}`;
  const lines = async (query: Record<string, string>) =>
    linesOf(
      await (await api.blob(`${base}/history?${new URLSearchParams({ ...query, limit: `${PAGE}` })}`)).text(),
    );
  return {
    at: async (instant, signal) =>
      momentOf(await api<AtAnswer>(`${base}/at/${instant}`, signal ? { signal } : {})),
    after: (from, of) =>
      lines({
        ...(typeof from === 'number' ? { from: `${from + 1}` } : { after: placeOf(from) }),
        ...(of === undefined ? {} : { of }),
      }),
    before: async (instant) => (await lines({ to: `${instant + 1}`, order: 'desc' })).reverse(),
    timeline: ({ from, to } = {}, signal, buckets = BUCKETS) => {
      const query = new URLSearchParams({
        ...(from === undefined ? {} : { from: `${Math.floor(from)}` }),
        ...(to === undefined ? {} : { to: `${Math.ceil(to)}` }),
        buckets: `${buckets}`,
      });
      return api<Timeline>(`${base}/timeline?${query}`, signal ? { signal } : {});
    },
  };
}
