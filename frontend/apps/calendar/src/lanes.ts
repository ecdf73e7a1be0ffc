/** Where bars over days and blocks of one day go, so that none covers another. Pure. */
import { addDays, DAY, daysBetween, MINUTE, wallOf } from './dates.ts';
import { daysOf, type Shown } from './occurrences.ts';

export interface Bar {
  shown: Shown;
  /** First column and how many. */
  column: number;
  columns: number;
  lane: number;
  /** It goes on before or after these days. */
  before: boolean;
  after: boolean;
}
/** Bars of the days from `first`; the earlier and longer ones lie higher. */
export function barsOf(shown: readonly Shown[], first: string, days: number): Bar[] {
  const last = addDays(first, days - 1);
  const bars: Bar[] = [];
  const free: number[] = []; // per lane: first free column
  for (const one of shown) {
    const [from, to] = daysOf(one);
    if (to < first || from > last) continue;
    const column = Math.max(0, daysBetween(first, from));
    const end = Math.min(days - 1, daysBetween(first, to));
    let lane = free.findIndex((next) => next <= column);
    if (lane < 0) lane = free.length;
    free[lane] = end + 1;
    bars.push({
      shown: one,
      column,
      columns: end - column + 1,
      lane,
      before: from < first,
      after: to > last,
    });
  }
  return bars;
}

export interface Block {
  shown: Shown;
  /** Minutes of the day. */
  top: number;
  minutes: number;
  column: number;
  columns: number;
}
/** Shorter ones are drawn as if they took this long. */
const LEAST = 30;
/** Blocks of one day; those that overlap share its width. */
export function blocksOf(shown: readonly Shown[], day: string): Block[] {
  const start = wallOf(day);
  const blocks: Block[] = [];
  let group: Block[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const block of group) block.columns = ends.length;
    group = [];
    ends = [];
  };
  for (const one of shown) {
    if (one.from >= start + DAY || one.to <= start) if (one.from < start || one.from >= start + DAY) continue;
    const top = Math.max(0, (one.from - start) / MINUTE);
    const minutes = Math.max(LEAST, Math.min(1440, (one.to - start) / MINUTE) - top);
    if (ends.every((end) => end <= top)) close();
    let column = ends.findIndex((end) => end <= top);
    if (column < 0) column = ends.length;
    ends[column] = top + minutes;
    const block = { shown: one, top, minutes, column, columns: 1 };
    group.push(block);
    blocks.push(block);
  }
  close();
  return blocks;
}
