import type { JsonObject } from '@gesso/sdk/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forget, learn } from '../widget/appRules.ts';
import { fold, type Moment, unborn } from './fold.ts';
import type { Line } from './lines.ts';
import { Tape } from './tape.ts';

let rev = 0;
const line = (at: number, of: string, type: string, data: JsonObject): Line => ({
  of,
  rev: ++rev,
  at,
  by: 'ana',
  op: `op-${at}`,
  type,
  data,
});
const grid = { columns: 12, rowHeight: 72, gap: 24, collision: 'push' };
const added = (at: number, widget: string, backend = ''): Line =>
  line(at, 'canvas', 'widget-added', {
    widget,
    appId: 'list',
    appVersion: '1.0.0',
    backend,
    title: widget,
    position: { x: 0, y: 0 },
    size: { w: 3, h: 3 },
    min: { w: 1, h: 1 },
    max: { w: 9, h: 9 },
    z: 1,
  });
const patch = (at: number, of: string, key: string, value: number): Line =>
  line(at, of, 'state-patched', { patch: { [key]: value }, was: {} });
const moved = (at: number, widget: string, x: number): Line =>
  line(at, 'canvas', 'widget-moved', { widget, position: { x, y: 0 }, from: { x: 0, y: 0 } });

/** Everything folded one by one: what a tape must be equal to. */
const foldAll = (lines: readonly Line[]): Moment =>
  lines.reduce((so, one) => fold(so, one) ?? so, unborn('c1'));

const HISTORY: Line[] = [
  line(10, 'canvas', 'created', { title: 'Plans', grid }),
  added(20, 'a'),
  ...Array.from({ length: 300 }, (_, i) =>
    i % 3 === 0 ? moved(30 + i, 'a', i % 9) : patch(30 + i, 'a', `k${i % 7}`, i),
  ),
  line(400, 'canvas', 'renamed', { title: 'Later', was: 'Plans' }),
];
const whole = (): Tape => {
  const tape = new Tape(unborn('c1'));
  tape.add(HISTORY.slice(0, 100), HISTORY[99]?.at ?? 0, false);
  tape.add(HISTORY.slice(90), 500, true); // what comes twice counts once
  return tape;
};

afterEach(() => forget('list'));

describe('a stretch of history in memory', () => {
  it('[FE-250][Z7] shows at every instant what folding all events up to it gives, in any order of asking', () => {
    const tape = whole();
    for (const at of [500, 20, 331, 30, 399, 10, 95, 329, 400, 31, 250]) {
      const expected = foldAll(HISTORY.filter((one) => one.at <= at));
      expect({ ...tape.at(at), at: 0 }, `${at}`).toEqual({ ...expected, at: 0 });
    }
    expect(tape.length).toBe(HISTORY.length);
  });

  it('[FE-250] knows what it does not have', () => {
    const tape = new Tape({ ...unborn('c1'), at: 100 });
    tape.add([patch(120, 'a', 'k', 1)], 120, false);
    expect(tape.covers(99)).toBe(false);
    expect(tape.at(121)).toBeUndefined();
    expect(tape.at(110)).toBeDefined();
  });

  it('[FE-250][W13] asks the server for what only the server can tell, and shows nothing wrong', () => {
    const tape = new Tape(unborn('c1'));
    const foreign = line(40, 'a', 'list.grown', { n: 1 });
    tape.add(
      [line(10, 'canvas', 'created', { title: 'P', grid }), added(20, 'a', 'list'), foreign],
      50,
      true,
    );
    expect(tape.at(10)?.canvas.title).toBe('P');
    expect(tape.at(20), 'nobody here knows what the app begins with').toBeUndefined();
    learn('list', {
      initial: { n: 0 },
      knows: (type) => type === 'list.grown',
      evolve: (state, { data }) => ({ n: Number(state.n) + Number(data.n) }),
      predict: () => [],
    });
    const again = new Tape(unborn('c1'));
    again.add(
      [line(10, 'canvas', 'created', { title: 'P', grid }), added(20, 'a', 'list'), foreign],
      50,
      true,
    );
    expect(again.at(20)?.widgets.get('a')?.state).toEqual({ n: 0 });
    expect(again.at(50)?.widgets.get('a')?.state).toEqual({ n: 1 });
  });

  it('[FE-250] brings a removed widget back with what was in it', () => {
    const gone = line(60, 'canvas', 'widget-removed', { widget: 'a' });
    const back = line(70, 'canvas', 'widget-restored', { widget: 'a', position: { x: 2, y: 2 } });
    const tape = new Tape(unborn('c1'));
    tape.add([...HISTORY.slice(0, 2), patch(50, 'a', 'k', 7), gone, back], 80, true);
    expect(tape.at(60)?.canvas.widgets.size).toBe(0);
    expect(tape.at(70)?.widgets.get('a')?.state).toEqual({ k: 7 });
    // Begun while it was away, nobody here knows what was in it.
    const short = new Tape({ ...(tape.at(60) as Moment), widgets: new Map() });
    short.add([back], 80, true);
    expect(short.at(75)).toBeUndefined();
  });

  it('[FE-251] steps by one instant, to the beginning and to the end', () => {
    const tape = whole();
    expect(tape.before(500)).toBe(329);
    expect(tape.before(329)).toBe(328);
    expect(tape.before(20)).toBe(10);
    expect(tape.before(10)).toBe(0);
    expect(tape.before(5)).toBeUndefined();
    expect(tape.after(329)?.at).toBe(400);
    expect(tape.after(400)).toBeUndefined();
    expect(tape.newest(399)?.at).toBe(329);
    expect(tape.left(329)).toBe(1);
  });

  describe('whose end was cut off', () => {
    let tape: Tape;
    beforeEach(() => {
      tape = new Tape(unborn('c1'));
      tape.add(HISTORY.slice(0, 50), (HISTORY[49]?.at ?? 0) - 1, false);
    });
    it('[FE-251] does not go past what is surely all of an instant', () => {
      expect(tape.after(HISTORY[48]?.at ?? 0)).toBeUndefined();
      expect(tape.covers(HISTORY[49]?.at ?? 0)).toBe(false);
    });
  });
});
