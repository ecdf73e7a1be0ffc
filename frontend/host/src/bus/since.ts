/** What happened on a canvas since an instant, for who came late: out of the server's history, page by page. */
import type { CanvasEvent, EventPage } from '@gesso/sdk';
import type { JsonObject } from '@gesso/sdk/protocol';
import type { ApiClient } from '../http/index.ts';
import { matches } from './bus.ts';

/** Lines of history that one page is read from. */
export const SINCE_LINES = 500;

interface Line {
  of: string;
  rev: number;
  at: number;
  by: string;
  op: string;
  cause?: string | null;
  correlation: string;
  type: string;
  data: JsonObject;
}

export async function eventsSince(
  api: Pick<ApiClient, 'blob'>,
  canvas: string,
  instant: number,
  pattern: string,
  after: string | undefined,
): Promise<EventPage> {
  const query = new URLSearchParams({
    from: `${Math.max(0, Math.floor(instant) + 1)}`,
    limit: `${SINCE_LINES}`,
    ...(pattern.includes('*') ? {} : { type: pattern }),
    ...(after === undefined ? {} : { after }),
  });
  const text = await (await api.blob(`/api/canvas/${encodeURIComponent(canvas)}/history?${query}`)).text();
  const lines = text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));
  const last = lines.length < SINCE_LINES ? undefined : lines.at(-1);
  return {
    events: lines.filter(({ type }) => matches(pattern, type)).map(eventOf),
    next: last && `${last.at}~${last.of}~${last.rev}`,
  };
}

const eventOf = ({ type, of, data, by, at, op, cause, correlation }: Line): CanvasEvent => ({
  type,
  source: of,
  data,
  by,
  at,
  op,
  ...(cause ? { cause } : {}),
  correlation,
});
