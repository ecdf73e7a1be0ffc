/**
 * The playhead of one open canvas: which past instant is shown, and how it comes to be. What a tape in memory has
 * is shown at once; the rest is asked of the server, the newest wish first and the older ones given up. Stepping and
 * playing ask a page of events at a time. Law: what is shown at an instant is what the server says of it.
 * Not here: drawing, time in words.
 */
import { CLOCK_UNITS } from '@gesso/sdk/protocol';
import { createStore } from 'zustand/vanilla';
import { ApiError } from '../http/index.ts';
import type { Moment } from './fold.ts';
import type { Line } from './lines.ts';
import { advance, JUMP_MILLIS, type Running, type Speed } from './play.ts';
import { PAGE, type Reader } from './reader.ts';
import { TAPE_MOST, Tape } from './tape.ts';

/** Between two questions while the playhead is dragged, in milliseconds; more where answers take longer. */
const SEEK_MILLIS = 70;
const SEEK_MOST_MILLIS = 1_000;
/** The events after an instant are read when somebody has rested there for so long. */
const REST_MILLIS = 250;
/** With fewer events ahead the next page is read while playing. */
const AHEAD_LEAST = 200;

export interface PlayheadState {
  /** The wanted instant; null is the present. */
  readonly at: number | null;
  /** The newest event that is part of what is shown, as far as it is known. */
  readonly newest: Line | undefined;
  /** The server is asked for what is wanted. */
  readonly busy: boolean;
  readonly playing: boolean;
  readonly speed: Speed;
  /** A gap is jumped: milliseconds of history. */
  readonly jump: number | undefined;
  readonly problem: unknown;
}
export interface PlayerParts {
  reader: Reader;
  /** Shows a moment, or the present. */
  show(moment: Moment | undefined): void;
  /** A moment could not be had, and there is none to stay at. */
  failed(problem: unknown): void;
  /** Newest instant of which this page has heard. */
  present(): number;
  /** Calls before the next picture; returns a number for `cancel`. */
  frame(action: (now: number) => void): number;
  cancel(frame: number): void;
}

const LIVE: PlayheadState = {
  at: null,
  newest: undefined,
  busy: false,
  playing: false,
  speed: 1,
  jump: undefined,
  problem: undefined,
};

export class Player {
  readonly state = createStore<PlayheadState>()(() => LIVE);
  private tape: Tape | undefined;
  /** The instant on the board; undefined for the present. */
  private shownAt: number | undefined;
  private asking: AbortController | undefined;
  private lastAsked = Number.NEGATIVE_INFINITY;
  /** How long the last answer took: who drags on is shown something now and then, on a slow line too. */
  private answerMillis = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private reading: Promise<void> | undefined;
  private running: Running | undefined;
  private frame: number | undefined;
  private lastFrame = 0;
  readonly counters = { asked: 0, given: 0, local: 0 };

  constructor(private readonly parts: PlayerParts) {}

  /** To a past instant. */
  seek(at: number): void {
    this.running = undefined;
    this.go(Math.max(0, Math.floor(at)));
    if (this.state.getState().playing) this.pause();
  }

  private go(at: number): void {
    this.set({ at, problem: undefined });
    if (this.showLocal(at)) {
      this.stopAsking();
      this.set({ busy: false });
      this.rest();
      return;
    }
    this.set({ busy: true });
    this.askSoon();
  }

  /** To the present. */
  live(): void {
    this.pause();
    this.stopAsking();
    clearTimeout(this.resting);
    this.set({ ...LIVE, speed: this.state.getState().speed });
    this.shownAt = undefined;
    this.parts.show(undefined);
  }
  /** The canvas is left. */
  stop(): void {
    this.pause();
    this.stopAsking();
    clearTimeout(this.resting);
    this.state.setState(LIVE, true);
  }

  /** By one event towards the beginning. */
  async earlier(): Promise<void> {
    this.pause();
    const { at } = this.state.getState();
    const from = at ?? Number.MAX_SAFE_INTEGER - 1;
    let before = at === null ? undefined : this.tape?.before(from);
    if (before === undefined) {
      await this.withProblem(() => this.readBefore(from));
      if (this.state.getState().at !== at) return;
      before = this.tape?.before(from);
    }
    if (before !== undefined) this.seek(before);
  }
  /** By one event towards the present, which comes after the last one. */
  async later(): Promise<void> {
    this.pause();
    const { at } = this.state.getState();
    if (at === null) return;
    if (!this.tape?.covers(at)) return;
    if (!this.tape.after(at)) await this.withProblem(() => this.readAhead());
    if (this.state.getState().at !== at) return;
    const next = this.tape?.after(at);
    if (next) this.seek(next.at);
    else if (!this.state.getState().problem) this.live();
  }

  /** From the playhead on; from the given instant when the present is shown. */
  play(from: number): void {
    const { at } = this.state.getState();
    if (at === null) this.go(from);
    this.set({ playing: true, problem: undefined });
    this.running = { at: (at ?? from) / CLOCK_UNITS };
    this.lastFrame = 0;
    this.nextFrame();
  }
  pause(): void {
    if (this.frame !== undefined) this.parts.cancel(this.frame);
    this.frame = undefined;
    this.running = undefined;
    if (this.state.getState().playing) this.set({ playing: false, jump: undefined });
  }
  faster(speed: Speed): void {
    this.set({ speed });
  }

  private nextFrame(): void {
    this.frame = this.parts.frame((now) => {
      const passed = this.lastFrame === 0 ? 0 : now - this.lastFrame;
      this.lastFrame = now;
      this.frame = undefined;
      this.tick(passed);
      if (this.state.getState().playing && this.frame === undefined) this.nextFrame();
    });
  }

  /** All that happens up to the next picture is folded, and drawn once. */
  private tick(passed: number): void {
    const { at, speed, busy } = this.state.getState();
    const { tape, running } = this;
    if (!running || at === null || busy || !tape?.covers(at)) return; // it waits for what is asked
    if (!tape.after(at)) return void this.playOn(tape);
    if (tape.left(at) < AHEAD_LEAST && !tape.ended) void this.readAhead().catch(() => {}); // asked again at the end
    const now = advance(running, passed, speed, (millis) => {
      const after = tape.after(Math.floor(millis * CLOCK_UNITS));
      return after && after.at / CLOCK_UNITS;
    });
    this.running = now;
    const wanted = Math.floor(now.at * CLOCK_UNITS);
    this.set({ at: wanted, jump: now.jump && now.jump.rate * JUMP_MILLIS });
    if (!this.showLocal(wanted)) {
      this.set({ busy: true });
      this.askSoon();
    }
  }

  /** At the end of what is here; behind the last event is the present. */
  private async playOn(tape: Tape): Promise<void> {
    const { last } = tape;
    if (!tape.ended || this.isBehind(tape)) await this.withProblem(() => this.readAhead());
    const { playing, problem } = this.state.getState();
    if (playing && !problem && this.tape === tape && tape.last === last) this.live();
  }

  /** More has happened than the tape has. */
  private isBehind(tape: Tape): boolean {
    return this.parts.present() > (tape.last?.at ?? tape.start.at);
  }

  /** False where the server has to be asked. */
  private showLocal(at: number): boolean {
    const { tape } = this;
    if (tape?.ended && at > tape.until && !this.isBehind(tape)) tape.until = at;
    const moment = tape?.at(at);
    if (!tape || !moment) return false;
    this.counters.local++;
    this.set({ newest: tape.newest(at) });
    this.shownAt = at;
    this.parts.show({ ...moment, at });
    return true;
  }

  private askSoon(): void {
    if (this.timer !== undefined) return;
    const pace = Math.min(SEEK_MOST_MILLIS, Math.max(SEEK_MILLIS, this.answerMillis * 1.5));
    const wait = Math.max(0, this.lastAsked + pace - performance.now());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.ask();
    }, wait);
  }
  private async ask(): Promise<void> {
    const { at } = this.state.getState();
    if (at === null) return;
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.lastAsked = performance.now();
    this.counters.asked++;
    try {
      const moment = await this.parts.reader.at(at, asking.signal);
      if (asking.signal.aborted) return void this.counters.given++;
      this.answerMillis = performance.now() - this.lastAsked;
      this.tape = new Tape({ ...moment, at });
      this.set({ busy: false, newest: undefined });
      this.shownAt = at;
      this.parts.show({ ...moment, at });
      this.rest();
    } catch (error) {
      if (asking.signal.aborted) return void this.counters.given++;
      this.pause();
      if (error instanceof ApiError && error.code === 'future') this.live();
      else if (this.shownAt === undefined) {
        this.live();
        this.parts.failed(error);
      } else this.set({ at: this.shownAt, busy: false, problem: error });
    }
  }
  private stopAsking(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.asking?.abort();
    this.asking = undefined;
  }

  private rest(): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      const { tape } = this;
      if (tape && !tape.ended && tape.length === 0) void this.readAhead().catch(() => {}); // asked again when needed
    }, REST_MILLIS);
  }

  /** Another page of events at the tape's end. */
  private readAhead(): Promise<void> {
    const { tape } = this;
    this.reading ??= (async () => {
      if (!tape) return;
      const { last } = tape;
      const lines = await this.parts.reader.after(last ?? tape.start.at);
      const full = lines.length >= PAGE;
      const end = lines.at(-1)?.at ?? tape.until;
      // The events of the last instant may go on in the next page.
      tape.add(lines, full ? end - 1 : end, !full);
      if (tape.length >= TAPE_MOST) this.shorten(tape);
    })().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  /** What lies behind the playhead is read again when somebody goes back. */
  private shorten(tape: Tape): void {
    const { at } = this.state.getState();
    const moment = at === null ? undefined : tape.at(at);
    if (this.tape !== tape || at === null || !moment) return;
    const rest = new Tape({ ...moment, at });
    rest.add(tape.linesAfter(at), tape.until, tape.ended);
    this.tape = rest;
  }

  /** A tape that ends where this one does or at this instant, with a page of events before it. */
  private async readBefore(at: number): Promise<void> {
    const lines = await this.parts.reader.before(at);
    const [first, ...rest] = lines;
    const last = lines.at(-1);
    if (!first || !last) return;
    const moment = await this.parts.reader.at(first.at);
    const tape = new Tape({ ...moment, at: first.at });
    tape.add(rest, Math.max(last.at, Math.min(at, this.parts.present())), false);
    this.tape = tape;
  }

  private async withProblem(action: () => Promise<void>): Promise<void> {
    this.set({ busy: true });
    try {
      await action();
      this.set({ busy: false });
    } catch (problem) {
      this.pause();
      this.set({ busy: false, problem });
    }
  }

  private set(change: Partial<PlayheadState>): void {
    const now = this.state.getState();
    const same = (Object.keys(change) as (keyof PlayheadState)[]).every((key) => change[key] === now[key]);
    if (!same) this.state.setState(change);
  }
}
