import { CLOCK_UNITS } from '@gesso/sdk/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../http/index.ts';
import { fold, type Moment, unborn } from './fold.ts';
import type { Line } from './lines.ts';
import { Player } from './player.ts';
import type { Reader } from './reader.ts';

const START = 1_700_000_000_000;
const grid = { columns: 12, rowHeight: 72, gap: 24, collision: 'push' };
const clock = (second: number): number => (START + second * 1_000) * CLOCK_UNITS;
const line = (second: number, type: string, data: Line['data']): Line => ({
  of: 'canvas',
  rev: second + 1,
  at: clock(second),
  by: 'ana',
  op: `op-${second}`,
  type,
  data,
});
/** A title for each second; an hour of nothing before the last ten. */
const HISTORY: Line[] = [
  line(0, 'created', { title: 'T0', grid }),
  ...Array.from({ length: 1_200 }, (_, i) => i + 1).map((second) =>
    line(second < 1_190 ? second : second + 3_600, 'renamed', { title: `T${second}`, was: '' }),
  ),
];
const truth = (at: number): string =>
  HISTORY.filter((one) => one.at <= at).reduce((so: Moment, one) => fold(so, one) ?? so, unborn('c')).canvas
    .title;

let now = 0;
let asked: { at: number; signal: AbortSignal | undefined; answer: () => void }[] = [];
let pages = 0;
let slow = false;
let failing: unknown;
let heardUntil = 0;
let shown: string | undefined;
let shows = 0;
let frames: ((now: number) => void)[] = [];
let player: Player;
let failures: unknown[];
let known: Line[];

const momentAt = (at: number): Moment =>
  known.filter((one) => one.at <= at).reduce((so: Moment, one) => fold(so, one) ?? so, unborn('c'));
const PAGE = 500;
const reader: Reader = {
  at: (at, signal) =>
    new Promise((resolve, reject) => {
      if (failing) return reject(failing);
      const answer = () => resolve({ ...momentAt(at), at });
      signal?.addEventListener('abort', () => reject(signal.reason));
      asked.push({ at, signal, answer });
      if (!slow) answer();
    }),
  after: async (from) => {
    if (failing) throw failing;
    pages++;
    const after = typeof from === 'number' ? from : from.at;
    return known.filter((one) => one.at > after).slice(0, PAGE);
  },
  before: async (at) => {
    pages++;
    return known.filter((one) => one.at <= at).slice(-PAGE);
  },
  timeline: () => Promise.reject(new Error('not asked here')),
};
const settle = async (millis = 500) => {
  await vi.advanceTimersByTimeAsync(millis);
};
/** Pictures of 16 ms. */
async function draw(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    now += 16;
    for (const frame of frames.splice(0)) frame(now);
    await vi.advanceTimersByTimeAsync(0);
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  now = 1;
  asked = [];
  pages = 0;
  slow = false;
  failing = undefined;
  failures = [];
  shown = undefined;
  shows = 0;
  frames = [];
  known = [...HISTORY];
  heardUntil = HISTORY.at(-1)?.at ?? 0;
  player = new Player({
    reader,
    show: (moment) => {
      shown = moment?.canvas.title;
      shows++;
    },
    failed: (problem) => failures.push(problem),
    present: () => heardUntil,
    frame: (action) => frames.push(action),
    cancel: () => {
      frames = [];
    },
  });
});
afterEach(() => vi.useRealTimers());

describe('the playhead', () => {
  it('[FE-250][Z7] shows at any instant what the server says of it', async () => {
    for (const second of [100, 3, 700, 1_189, 4_795, 0.5]) {
      player.seek(clock(second));
      await settle();
      expect(shown, `${second}`).toBe(truth(clock(second)));
    }
    expect(player.state.getState().at).toBe(clock(0.5));
  });

  it('[FE-251][Z7] asks for the newest place of a drag and gives up the older ones', async () => {
    slow = true;
    for (let second = 500; second > 300; second -= 5) {
      player.seek(clock(second));
      await settle(10);
    }
    await settle();
    expect(asked.length).toBeLessThan(10);
    for (const one of asked.slice(0, -1)) expect(one.signal?.aborted).toBe(true);
    expect(player.state.getState().busy).toBe(true);
    for (const one of asked) one.answer();
    await settle(0);
    expect(shown).toBe('T305');
    expect(player.state.getState().busy).toBe(false);
    expect(shows).toBe(1);
  });

  it('[FE-251] asks nothing for what is in memory', async () => {
    player.seek(clock(100));
    await settle();
    const before = asked.length;
    for (const second of [150, 101, 590, 333]) {
      player.seek(clock(second));
      expect(shown).toBe(`T${second}`);
    }
    await settle();
    expect(asked.length).toBe(before);
    expect(pages).toBe(1);
  });

  it('[FE-251][Z7] steps event by event, from the present and back to it', async () => {
    await player.earlier();
    await settle();
    expect(shown).toBe('T1199');
    const questions = asked.length + pages;
    for (let i = 2; i < 100; i++) {
      await player.earlier();
      expect(shown).toBe(`T${1_200 - i}`);
    }
    expect(asked.length + pages, 'no question per step').toBe(questions);
    for (let i = 98; i > 0; i--) await player.later();
    expect(shown).toBe('T1199');
    await player.later();
    expect(shown).toBe('T1200');
    await player.later();
    expect(player.state.getState().at).toBeNull();
    expect(shown).toBeUndefined();
  });

  it('[FE-251] steps over the edge of what is in memory, to the very beginning', async () => {
    player.seek(clock(2));
    await settle();
    await player.earlier();
    expect(shown).toBe('T1');
    await player.earlier();
    expect(shown).toBe('T0');
    await player.earlier();
    expect(shown).toBe('T0');
  });

  it('[FE-252][Z7] plays to the present: each picture draws once, gaps are jumped, no question per event', async () => {
    player.faster(64);
    player.play(clock(0));
    await settle();
    let jumps = 0;
    for (let i = 0; i < 3_000 && player.state.getState().playing; i++) {
      const before = shows;
      await draw(1);
      expect(shows - before).toBeLessThanOrEqual(1);
      const { at, jump } = player.state.getState();
      if (jump !== undefined) jumps++;
      if (at !== null) expect(shown).toBe(truth(at));
      await settle(0);
    }
    expect(player.state.getState()).toMatchObject({ at: null, playing: false });
    expect(jumps).toBeGreaterThan(10);
    expect(asked.length).toBe(1);
    expect(pages).toBeLessThanOrEqual(4);
  });

  it('[FE-252] plays on into what happens meanwhile', async () => {
    player.seek(clock(4_795));
    await settle();
    player.play(0);
    const more = line(4_801, 'renamed', { title: 'new', was: '' });
    known.push(more);
    heardUntil = more.at;
    const seen = new Set<string | undefined>();
    for (let i = 0; i < 600 && player.state.getState().playing; i++) {
      await draw(1);
      seen.add(shown);
    }
    expect(seen).toContain('new');
    expect(player.state.getState().at).toBeNull();
  });

  it('[FE-251] says so when a moment does not come, and goes on from where it was', async () => {
    failing = new ApiError(503, 'unavailable', '', '', undefined, [], undefined);
    player.seek(clock(10));
    await settle();
    expect(player.state.getState()).toMatchObject({ at: null, busy: false });
    expect(failures).toEqual([failing]);
    failing = undefined;
    player.seek(clock(11));
    await settle();
    expect(shown).toBe('T11');
    failing = new ApiError(503, 'unavailable', '', '', undefined, [], undefined);
    player.seek(clock(1_189));
    await settle();
    expect(player.state.getState()).toMatchObject({ at: clock(11), busy: false, problem: failing });
    expect(shown).toBe('T11');
    failing = undefined;
    player.seek(clock(11));
    await settle();
    expect(player.state.getState().problem).toBeUndefined();
  });

  it('[FE-253] goes to the present from an address of the future', async () => {
    failing = new ApiError(422, 'future', '', '', undefined, [], undefined);
    player.seek(clock(9_999_999));
    await settle();
    expect(player.state.getState().at).toBeNull();
  });

  it('[FE-251] shows nothing of the past any more once it is left, whatever answers then', async () => {
    slow = true;
    player.seek(clock(10));
    await settle(100);
    player.live();
    for (const one of asked) one.answer();
    await settle();
    expect(shown).toBeUndefined();
  });
});
