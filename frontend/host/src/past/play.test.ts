import { describe, expect, it } from 'vitest';
import { advance, FRAME_MOST_MILLIS, GAP_MILLIS, JUMP_MILLIS, type Running } from './play.ts';

const among =
  (times: readonly number[]) =>
  (at: number): number | undefined =>
    times.find((one) => one > at);

/** Pictures of 16 ms until history is where it ends; how many, and what was jumped. */
function run(times: readonly number[], speed: number) {
  let now: Running = { at: times[0] ?? 0 };
  let frames = 0;
  let jumps = 0;
  while (among(times)(now.at) !== undefined && frames < 100_000) {
    const before = now;
    now = advance(now, 16, speed, among(times));
    expect(now.at).toBeGreaterThanOrEqual(before.at);
    if (now.jump) jumps++;
    frames++;
  }
  return { frames, jumps, at: now.at };
}

describe('history that is played', () => {
  it.each([0.5, 1, 4, 64])('[FE-252][Z7] runs at the speed that was chosen (%s)', (speed) => {
    const times = Array.from({ length: 50 }, (_, i) => i * 1_000);
    const { frames, at, jumps } = run(times, speed);
    expect(at).toBe(49_000);
    expect(frames * 16).toBeCloseTo(49_000 / speed, -2);
    expect(jumps).toBe(0);
  });

  it('[FE-252][Z7] jumps an idle gap in a moment that is seen', () => {
    const hours = 5 * 3_600_000;
    const { frames, jumps } = run([0, 500, hours, hours + 500], 1);
    expect(frames * 16).toBeGreaterThan(1_000 + JUMP_MILLIS - 50);
    expect(frames * 16).toBeLessThan(1_000 + JUMP_MILLIS + 100);
    expect(jumps).toBeGreaterThan(5);
  });

  it('[FE-252] plays a gap that passes faster than a jump, and one of three seconds', () => {
    expect(run([0, GAP_MILLIS], 1).jumps).toBe(0);
    expect(run([0, 20_000], 64).jumps).toBe(0);
    expect(run([0, 20_000], 1).jumps).toBeGreaterThan(0);
  });

  it('[FE-252] leaves no event out when a picture took long, and waits at the end', () => {
    const times = [0, 10, 20, 2_000];
    expect(advance({ at: 0 }, 60_000, 1, among(times)).at).toBe(FRAME_MOST_MILLIS);
    expect(advance({ at: 2_000 }, 16, 1, among(times))).toEqual({ at: 2_000 });
  });
});
