/** Timers that one app has started and that still wait, told from all others by where they come from. */
import { vi } from 'vitest';

export class Timers {
  private readonly waiting = new Map<unknown, string>();

  /** `source` is in the path of each of the app's files. */
  constructor(private readonly source: string) {
    const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis;
    const started =
      (begin: (...args: never[]) => unknown, once: boolean) =>
      (run: (...args: unknown[]) => void, ...rest: never[]) => {
        const from = new Error().stack ?? '';
        const timer: unknown = begin(
          ((...args: unknown[]) => {
            if (once) this.waiting.delete(timer);
            run(...args);
          }) as never,
          ...rest,
        );
        if (from.includes(this.source)) this.waiting.set(timer, from);
        return timer;
      };
    const ended = (end: (timer: never) => void) => (timer: unknown) => {
      this.waiting.delete(timer);
      end(timer as never);
    };
    vi.stubGlobal('setTimeout', started(setTimeout as never, true));
    vi.stubGlobal('setInterval', started(setInterval as never, false));
    vi.stubGlobal('clearTimeout', ended(clearTimeout as never));
    vi.stubGlobal('clearInterval', ended(clearInterval as never));
  }

  /** Where those were started that wait still. */
  left(): string[] {
    return [...this.waiting.values()];
  }
  release(): void {
    vi.unstubAllGlobals();
  }
}
