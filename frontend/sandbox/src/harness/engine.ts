/**
 * A world for an app where there is none: an engine without timers, whose time passes when the harness says so, so that
 * the same code always gives the same report.
 */

import { installLanguages } from './languages.ts';

/** What the page's day is for an app under test. */
export const TODAY = '2026-01-05';
const NOON = Date.parse(`${TODAY}T12:00:00Z`);
const LINES_MAX = 50;
const LINE_LENGTH_MAX = 300;
/** Turns of waiting promises that count as one moment. */
const TURNS = 60;
/** Timers that may come due in one step of time. */
const DUE_MAX = 2_000;

interface Timer {
  at: number;
  every: number | undefined;
  run: () => void;
}

export class Engine {
  readonly console: string[] = [];
  private time = 0;
  private count = 0;
  private readonly timers = new Map<number, Timer>();
  /** The engine's own clock, for how long steps take. */
  readonly clock: () => number = Date.now.bind(Date);
  // biome-ignore lint/security/noGlobalEval: running code is what a harness is for
  private readonly evaluate = globalThis.eval;

  /** Puts timers, a clock, chance and a console into the global scope. */
  install(): void {
    installLanguages();
    const engine = this;
    const set = (run: unknown, millis: unknown, repeats: boolean): number => {
      if (typeof run !== 'function') throw new TypeError('A timer is given a function.');
      const wait = Math.max(repeats ? 1 : 0, Number(millis) || 0);
      this.timers.set(++this.count, {
        at: this.time + wait,
        every: repeats ? wait : undefined,
        run: run as () => void,
      });
      return this.count;
    };
    const clear = (id: unknown) => void this.timers.delete(Number(id));
    const RealDate = Date;
    class SetDate extends RealDate {
      constructor(...given: unknown[]) {
        if (given.length === 0) super(NOON + engine.time);
        else super(...(given as []));
      }
      static override now(): number {
        return NOON + engine.time;
      }
    }
    let seed = 1;
    const line = (...said: unknown[]) => {
      if (this.console.length < LINES_MAX)
        this.console.push(said.map(String).join(' ').slice(0, LINE_LENGTH_MAX));
    };
    Object.assign(globalThis, {
      setTimeout: (run: unknown, millis: unknown) => set(run, millis, false),
      setInterval: (run: unknown, millis: unknown) => set(run, millis, true),
      clearTimeout: clear,
      clearInterval: clear,
      queueMicrotask: (run: () => void) => void Promise.resolve().then(run),
      console: { log: line, info: line, warn: line, error: line, debug: line },
      Date: SetDate,
    });
    Math.random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
  }

  /** Runs a classic script in the global scope. */
  run(script: string): void {
    this.evaluate.call(undefined, script);
  }

  /** Everything that waits for a promise has gone on. */
  async settle(): Promise<void> {
    for (let n = 0; n < TURNS; n++) await undefined;
  }

  async pass(millis: number): Promise<void> {
    const end = this.time + millis;
    for (let n = 0; n < DUE_MAX; n++) {
      const [next] = [...this.timers].sort(([, one], [, other]) => one.at - other.at);
      if (!next || next[1].at > end) break;
      const [id, timer] = next;
      this.time = timer.at;
      if (timer.every === undefined) this.timers.delete(id);
      else timer.at += timer.every;
      timer.run();
      await this.settle();
    }
    this.time = end;
    await this.settle();
  }
}
