/** How much happened when, and by whom: the shapes of the scrubber out of a timeline and what came since. Pure. */
import { partOf } from './axis.ts';
import type { Bucket, Person, Span, Timeline } from './reader.ts';

/** An event that this page has heard since the timeline was read. */
export interface Heard {
  readonly at: number;
  readonly by: string;
}

/** With what came since, counted into shapes of the same width; each event once. */
export function withHeard(timeline: Timeline, heard: readonly Heard[], buckets: number): Timeline {
  const more = heard.filter(({ at }) => at >= timeline.to);
  if (more.length === 0) return timeline;
  const width = widthOf(timeline, buckets);
  const grown = new Map<number, { n: number; by: Record<string, number> }>();
  const people = new Map(timeline.people.map((one) => [one.user, { ...one }]));
  for (const { at, by } of more) {
    const from = timeline.to + Math.floor((at - timeline.to) / width) * width;
    const bucket = grown.get(from) ?? { n: 0, by: {} };
    bucket.n++;
    bucket.by[by] = (bucket.by[by] ?? 0) + 1;
    grown.set(from, bucket);
    const person: Person = people.get(by) ?? { user: by, n: 0 };
    people.set(by, { ...person, n: person.n + 1 });
  }
  const last = Math.max(...more.map(({ at }) => at));
  return {
    ...timeline,
    to: last + 1,
    events: timeline.events + more.length,
    buckets: [...timeline.buckets, ...[...grown].map(([from, one]) => ({ from, ...one }))],
    people: [...people.values()],
  };
}

/** Of one shape, in clock units. */
export const widthOf = ({ from, to }: Span, buckets: number): number => Math.max(1, (to - from) / buckets);

export interface Curve {
  /** `x,y` pairs of a line over a picture of the given size. */
  readonly points: string;
  readonly peak: number;
}
/** A busy minute must not flatten a quiet hour: heights grow with the root. */
const heightOf = (n: number, peak: number): number => Math.sqrt(n / peak);
/** Fewer are no reason to reach to the top. */
const PEAK_LEAST = 4;

/** What is seen of the buckets in this span; where nothing happened the line lies on the ground. */
export function curveOf(
  buckets: readonly Bucket[],
  bucketWidth: number,
  span: Span,
  width: number,
  height: number,
): Curve {
  const seen = buckets.filter(({ from }) => from + bucketWidth > span.from && from < span.to);
  const peak = seen.reduce((most, { n }) => Math.max(most, n), PEAK_LEAST);
  const points: string[] = [];
  const put = (at: number, part: number) => {
    const x = Math.round(partOf(at, span) * width * 10) / 10;
    points.push(`${x},${Math.round((height - part * (height - 2)) * 10) / 10}`);
  };
  let ground = Number.NEGATIVE_INFINITY;
  put(span.from, 0);
  for (const { from, n } of seen) {
    if (from > ground + bucketWidth / 2) {
      if (ground > span.from) put(ground, 0);
      put(Math.max(span.from, from), 0);
    }
    put(Math.min(Math.max(from + bucketWidth / 2, span.from), span.to), heightOf(n, peak));
    ground = from + bucketWidth;
  }
  if (ground > span.from && ground < span.to) put(ground, 0);
  put(span.to, 0);
  return { points: points.join(' '), peak };
}

export interface Lane {
  readonly user: string;
  /** Left end and width of each mark, as parts of the whole. */
  readonly marks: readonly { readonly left: number; readonly width: number }[];
}
/** Who has a lane of their own; the others are in the curve alone. */
export const LANES = 4;

/** The busiest people, each with the times when they did something; neighbouring ones are joined. */
export function lanesOf(
  { buckets, people }: Pick<Timeline, 'buckets' | 'people'>,
  bucketWidth: number,
  span: Span,
): Lane[] {
  const busiest = [...people].sort((a, b) => b.n - a.n || (a.user < b.user ? -1 : 1)).slice(0, LANES);
  const order = busiest.map(({ user }) => user).sort();
  const lanes = new Map(order.map((user) => [user, [] as { left: number; width: number }[]]));
  const width = bucketWidth / Math.max(1, span.to - span.from);
  for (const { from, by } of buckets) {
    const left = partOf(from, span);
    if (left + width < 0 || left > 1) continue;
    for (const user of Object.keys(by)) {
      const marks = lanes.get(user);
      const last = marks?.at(-1);
      if (last && left - (last.left + last.width) < width / 2) last.width = left + width - last.left;
      else marks?.push({ left, width });
    }
  }
  return [...lanes].map(([user, marks]) => ({ user, marks }));
}

/** What happened around an instant. */
export function bucketAt(buckets: readonly Bucket[], bucketWidth: number, at: number): Bucket | undefined {
  return buckets.find(({ from }) => at >= from && at < from + bucketWidth);
}
