/** How history runs while it is played: at a speed, with idle gaps jumped visibly. Pure: no clock of its own. */

/** History that is still for longer than this is jumped, in milliseconds of history, unless it passes faster than a jump. */
export const GAP_MILLIS = 3_000;
/** How long such a jump is seen, in milliseconds of the person. */
export const JUMP_MILLIS = 600;
/** A picture that took longer slows the play down instead of leaving something out. */
export const FRAME_MOST_MILLIS = 100;
export const SPEEDS = [0.5, 1, 2, 4, 8, 16, 32, 64] as const;
export type Speed = (typeof SPEEDS)[number];

export interface Running {
  /** Milliseconds since 1970, in history; with all the digits that a clock instant has. */
  readonly at: number;
  /** The gap that is jumped just now: how fast, and to where. */
  readonly jump?: { readonly rate: number; readonly to: number };
}

/**
 * Where history is after `passed` milliseconds of the person.
 *
 * @param next instant of the first event after the given one, in milliseconds; undefined when there is none (yet)
 */
export function advance(
  { at: begin, jump: begun }: Running,
  passed: number,
  speed: number,
  next: (at: number) => number | undefined,
): Running {
  let at = begin;
  let jump = begun;
  let left = Math.min(passed, FRAME_MOST_MILLIS);
  while (left > 0) {
    const to = next(at);
    if (to === undefined) return { at };
    if (!jump && to - at > Math.max(GAP_MILLIS, speed * JUMP_MILLIS))
      jump = { rate: (to - at) / JUMP_MILLIS, to };
    const rate = jump?.rate ?? speed;
    const step = Math.min(left * rate, to - at);
    at += step;
    left -= step / rate;
    if (at >= to) {
      at = to;
      jump = undefined;
    }
  }
  return jump ? { at, jump } : { at };
}
