/**
 * A stretch of history in memory: where it begins, and every event from there on, so that any instant of it is
 * there without a question to the server, forwards and backwards. Not here: reading it.
 */
import { fold, type Moment } from './fold.ts';
import { byOrder, type Line } from './lines.ts';

/** Events from one kept moment to the next. */
const SPACING = 64;
/** Events from which on a tape lets go of those behind the playhead. */
export const TAPE_MOST = 20_000;

export class Tape {
  private readonly lines: Line[] = [];
  /** After how many lines each kept moment stands; the first is the beginning. */
  private readonly kept: { readonly after: number; readonly moment: Moment }[];
  /** Where the fold stopped: the server has to tell what this line does. */
  private stuck = Number.POSITIVE_INFINITY;
  /** Everything up to this instant is here. */
  until: number;
  /** Nothing more was there when it was read last. */
  ended = false;

  constructor(readonly start: Moment) {
    this.until = start.at;
    this.kept = [{ after: 0, moment: start }];
  }

  get length(): number {
    return this.lines.length;
  }
  get last(): Line | undefined {
    return this.lines.at(-1);
  }

  /** The events that follow, in order; up to `until` there are no others. */
  add(more: readonly Line[], until: number, ended: boolean): void {
    const last = this.lines.at(-1);
    for (const line of more)
      if (line.at > this.start.at && (!last || byOrder(line, last) > 0)) this.lines.push(line);
    this.until = Math.max(this.until, until);
    this.ended = ended;
  }

  covers(at: number): boolean {
    return at >= this.start.at && at <= this.until && this.countUntil(at) < this.stuck;
  }

  /** Undefined where the server has to be asked. */
  at(at: number): Moment | undefined {
    if (!this.covers(at)) return undefined;
    const wanted = this.countUntil(at);
    const from = this.nearest(wanted);
    let { moment } = from;
    for (let i = from.after; i < wanted; i++) {
      const line = this.lines[i];
      const next = line && fold(moment, line);
      if (!next) {
        this.stuck = i + 1;
        return undefined;
      }
      moment = next;
      if ((i + 1) % SPACING === 0 && i + 1 > (this.kept.at(-1)?.after ?? 0))
        this.kept.push({ after: i + 1, moment });
    }
    return moment;
  }

  /** The first event after this instant. */
  after(at: number): Line | undefined {
    const next = this.lines[this.countUntil(at)];
    return next && next.at <= this.until ? next : undefined;
  }
  /** The newest event that has happened by this instant. */
  newest(at: number): Line | undefined {
    return this.lines[this.countUntil(at) - 1];
  }
  /** How many events are still to come after this instant. */
  left(at: number): number {
    return this.lines.length - this.countUntil(at);
  }
  linesAfter(at: number): readonly Line[] {
    return this.lines.slice(this.countUntil(at));
  }
  /** The instant at which everything was shown that is there now but for its newest event. */
  before(at: number): number | undefined {
    const newest = this.newest(at);
    if (!newest) return undefined;
    const one = this.newest(newest.at - 1);
    return one?.at ?? (this.start.at < newest.at ? this.start.at : undefined);
  }

  private countUntil(at: number): number {
    let low = 0;
    let high = this.lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.lines[middle]?.at ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  private nearest(count: number) {
    let found = this.kept[0] ?? { after: 0, moment: this.start };
    for (const one of this.kept) {
      if (one.after > count) break;
      found = one;
    }
    return found;
  }
}
