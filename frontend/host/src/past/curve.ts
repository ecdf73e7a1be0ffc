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
const PEAK_LEAST = 2;
/** Shapes of the drawn line, whatever the buckets are: finer ones would be needles. */
const CELLS = 120;

/** What is seen of the buckets in this span; where nothing happened the line lies on the ground. */
export function curveOf(
  buckets: readonly Bucket[],
  bucketWidth: number,
  span: Span,
  width: number,
  height: number,
  cells = CELLS,
): Curve {
  const counts = new Array<number>(cells).fill(0);
  for (const { from, n } of buckets) {
    const cell = Math.floor(partOf(from + bucketWidth / 2, span) * cells);
    if (cell >= 0 && cell < cells) counts[cell] = (counts[cell] ?? 0) + n;
  }
  const peak = Math.max(PEAK_LEAST, ...counts);
  const tenths = (value: number): number => Math.round(value * 10) / 10;
  const points = counts.map(
    (n, i) => `${tenths(((i + 0.5) / cells) * width)},${tenths(height - heightOf(n, peak) * (height - 2))}`,
  );
  return { points: [`0,${height}`, ...points, `${width},${height}`].join(' '), peak };
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
