/** What happened on this person's canvases, by HTTP, and how it is told: by day, person and burst. Pure but for the query. */
import type { JsonObject } from '@gesso/sdk/protocol';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Page } from '../http/index.ts';
import { host } from '../modules.ts';

export interface ActivityItem {
  canvas: string;
  /** The canvas's title. */
  title: string;
  /** `canvas` or a widget's id. */
  of: string;
  /** The title of the widget that it is about. */
  widget?: string;
  app?: string;
  rev: number;
  at: number;
  time: string;
  by: string;
  name?: string;
  type: string;
  /** What it is about inside the widget, in one line. */
  about?: string;
  /** Short values only. */
  data: JsonObject;
}
export interface ActivityFilter {
  readonly canvas: string;
  readonly by: string;
  readonly app: string;
}

/** Lines of one page. */
const PAGE = 60;
/** While somebody looks, the newest are asked for this often. */
const AGAIN_MS = 4_000;
/** With more pages than this nothing is asked again: who reads the past does not wait for news. */
const LIVE_PAGES = 2;

export const useActivity = (filter: ActivityFilter) =>
  useInfiniteQuery({
    queryKey: ['activity', filter],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: `${PAGE}` });
      for (const [name, value] of Object.entries({ ...filter, after: pageParam }))
        if (value) query.set(name, value);
      return host.api<Page<ActivityItem>>(`/api/activity?${query}`);
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= LIVE_PAGES ? AGAIN_MS : false),
  });

/** The same thing done several times in a row. */
export interface Line {
  readonly item: ActivityItem;
  readonly times: number;
}
/** What one person did in one go on one canvas, the newest first. */
export interface Burst {
  readonly key: string;
  readonly by: string;
  readonly name: string | undefined;
  readonly canvas: string;
  readonly title: string;
  /** Unix milliseconds of the newest. */
  readonly until: number;
  readonly lines: readonly Line[];
}
export interface Day {
  /** Local, as YYYY-MM-DD. */
  readonly date: string;
  readonly bursts: readonly Burst[];
}

/** A pause longer than this begins another burst, in milliseconds. */
const PAUSE_MS = 10 * 60_000;

/** `items` newest first, as they come. */
export function daysOf(items: readonly ActivityItem[]): Day[] {
  const days: { date: string; bursts: (Burst & { lines: Line[]; since: number })[] }[] = [];
  for (const item of items) {
    const time = Date.parse(item.time);
    const date = dateOf(time);
    let day = days.at(-1);
    if (day?.date !== date) {
      day = { date, bursts: [] };
      days.push(day);
    }
    const burst = day.bursts.at(-1);
    if (burst && burst.by === item.by && burst.canvas === item.canvas && burst.since - time <= PAUSE_MS) {
      burst.since = time;
      const last = burst.lines.at(-1);
      if (last && sameKind(last.item, item)) burst.lines[burst.lines.length - 1] = again(last);
      else burst.lines.push({ item, times: 1 });
    } else
      day.bursts.push({
        key: `${item.canvas} ${item.of} ${item.rev}`,
        by: item.by,
        name: item.name,
        canvas: item.canvas,
        title: item.title,
        until: time,
        since: time,
        lines: [{ item, times: 1 }],
      });
  }
  return days;
}

const again = ({ item, times }: Line): Line => ({ item, times: times + 1 });

/** Of things with a name each is told; of moves and the like how often. */
const sameKind = (a: ActivityItem, b: ActivityItem): boolean =>
  a.type === b.type && a.of === b.of && a.widget === b.widget && a.about === b.about;

function dateOf(time: number): string {
  const date = new Date(time);
  const two = (n: number) => `${n}`.padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
