import { CLOCK_UNITS } from '@gesso/sdk/protocol';
import { describe, expect, it } from 'vitest';
import { instantOf, panned, partOf, revealing, spokenLength, spokenTime, ticksOf, zoomed } from './axis.ts';
import { curveOf, lanesOf, withHeard } from './curve.ts';
import type { Timeline } from './reader.ts';

const NOON = new Date(2026, 10, 26, 12).getTime();
const clock = (millis: number) => millis * CLOCK_UNITS;

describe('time on the scrubber', () => {
  it('[FE-251][Z7] is said as people say it', () => {
    expect(spokenTime(new Date(2026, 10, 26, 9, 2).getTime(), NOON, 'en')).toBe('Today 09:02');
    expect(spokenTime(new Date(2026, 10, 22, 14, 2).getTime(), NOON, 'en')).toBe('Sunday 14:02');
    expect(spokenTime(new Date(2026, 10, 22, 14, 2).getTime(), NOON, 'de')).toBe('Sonntag 14:02');
    expect(spokenTime(new Date(2026, 8, 2, 14, 2).getTime(), NOON, 'de')).toBe('2. September 14:02');
    expect(spokenTime(new Date(2026, 10, 26, 9, 2, 7).getTime(), NOON, 'de', true)).toBe('Heute 09:02:07');
    expect(spokenLength(3 * 3_600_000 + 5, 'en')).toBe('3 hours');
  });

  it('[FE-251] has marks at round times, no more than fit', () => {
    for (const hours of [0.01, 0.2, 3, 30, 200, 4_000, 40_000]) {
      const span = { from: clock(NOON - hours * 3_600_000), to: clock(NOON) };
      const ticks = ticksOf(span, 8, 'en');
      expect(ticks.length, `${hours} h`).toBeLessThanOrEqual(9);
      expect(ticks.length, `${hours} h`).toBeGreaterThan(1);
      for (const { at } of ticks) expect(partOf(at, span)).toBeGreaterThanOrEqual(0);
    }
  });

  it('[FE-251] is looked at closer around an instant, never past the whole', () => {
    const whole = { from: 0, to: clock(1_000_000) };
    const around = clock(250_000);
    const close = zoomed(whole, whole, 0.1, around);
    if (!close) throw new Error('no closer look');
    expect(partOf(around, close)).toBeCloseTo(0.25, 3);
    expect(zoomed(close, whole, 20, around)).toBeUndefined();
    expect(panned(close, whole, -50).from).toBe(0);
    expect(panned(close, whole, 50).to).toBeLessThanOrEqual(whole.to + 1);
    const moved = revealing(close, whole, clock(900_000));
    expect(partOf(clock(900_000), moved)).toBeLessThanOrEqual(1);
    expect(revealing(close, whole, around)).toBe(close);
  });

  it('[FE-253][Z7] is read out of an address, as a clock value or a time', () => {
    expect(instantOf('3620000000000000')).toBe(3_620_000_000_000_000);
    expect(instantOf('2026-11-26T12:00:00.000Z')).toBe((Date.UTC(2026, 10, 26, 12) + 1) * CLOCK_UNITS - 1);
    for (const bad of [null, '', 'soon', '-5', '1e9']) expect(instantOf(bad)).toBeUndefined();
  });
});

describe('the curve', () => {
  const timeline: Timeline = {
    from: 0,
    to: 1_000,
    events: 9,
    buckets: [
      { from: 100, n: 4, by: { ana: 4 } },
      { from: 200, n: 4, by: { ana: 1, leo: 3 } },
      { from: 700, n: 1, by: { leo: 1 } },
    ],
    people: [
      { user: 'ana', name: 'Ana', n: 5 },
      { user: 'leo', name: 'Leo', n: 4 },
    ],
    chapters: [],
    names: [],
  };
  it('[FE-251] lies on the ground where nothing happened', () => {
    const { points, peak } = curveOf(timeline.buckets, 100, timeline, 1_000, 20, 10);
    expect(peak).toBe(4);
    expect(points).toBe('0,20 50,20 150,2 250,2 350,20 450,20 550,20 650,20 750,11 850,20 950,20 1000,20');
  });
  it('[FE-251][W8] goes on with what is heard, each event once', () => {
    const heard = [
      { at: 900, by: 'ana' }, // known already
      { at: 1_000, by: 'leo' },
      { at: 1_150, by: 'mo' },
    ];
    const now = withHeard(timeline, heard, 10);
    expect(now.events).toBe(11);
    expect(now.to).toBe(1_151);
    expect(now.buckets.slice(3)).toEqual([
      { from: 1_000, n: 1, by: { leo: 1 } },
      { from: 1_100, n: 1, by: { mo: 1 } },
    ]);
    expect(now.people.find(({ user }) => user === 'mo')?.n).toBe(1);
    expect(withHeard(timeline, heard.slice(0, 1), 10)).toBe(timeline);
  });
  it('[FE-251] has a lane for each of the busiest, marks that touch are one', () => {
    const lanes = lanesOf(timeline, 100, timeline);
    expect(lanes.map(({ user }) => user)).toEqual(['ana', 'leo']);
    expect(lanes[0]?.marks).toEqual([{ left: 0.1, width: expect.closeTo(0.2, 6) }]);
    expect(lanes[1]?.marks).toHaveLength(2);
  });
});
