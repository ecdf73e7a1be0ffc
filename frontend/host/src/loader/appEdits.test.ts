import { type CanvasEvent, type Edit, EditRefused } from '@gesso/sdk';
import type { JsonObject } from '@gesso/sdk/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BUS_LIMITS, Bus } from '../bus/index.ts';
import { AppEdits, type HeldBack } from './appEdits.ts';

interface Sent {
  id: string;
  command: string;
  data: JsonObject;
  cause: string | undefined;
  correlation: string | undefined;
}
function bench() {
  const bus = new Bus(() => {});
  const sent: Sent[] = [];
  const said: HeldBack[] = [];
  const state = { waiting: 0, answer: (_id: string): Promise<JsonObject> => Promise.resolve({}) };
  const edits = new AppEdits({
    bus,
    send: (command, data, cause, correlation): Edit => {
      const id = `op-${sent.length}`;
      sent.push({ id, command, data, cause, correlation });
      return { id, done: state.answer(id) };
    },
    waiting: () => state.waiting,
    heldBack: (what) => said.push(what),
  });
  return { bus, sent, said, state, edits };
}
const event = (op: string, more: Partial<CanvasEvent> = {}): CanvasEvent => ({
  type: 'todo.toggled',
  source: 'w2',
  data: {},
  op,
  correlation: op,
  ...more,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("an app's edits", () => {
  it('[FE-195][E7] that are made while an event is told carry it as their cause; others carry none', () => {
    const { bus, edits, sent } = bench();
    bus.on('todo.*', () => {
      edits.emit({ type: 'a.b', data: {} });
      edits.command('todo.add', { text: 'x' });
      edits.setState({ a: 1 });
    });
    bus.emit(event('far', { correlation: 'root' }));
    edits.emit({ type: 'a.c', data: {} });
    edits.emit({ type: 'a.d', data: {} }, { after: event('earlier') });
    edits.command('todo.add', {}, { cause: 'my-step' });
    expect(sent.map(({ command, cause, correlation }) => [command, cause, correlation])).toEqual([
      ['emit', 'far', 'root'],
      ['todo.add', 'far', 'root'],
      ['set-state', 'far', 'root'],
      ['emit', undefined, undefined],
      ['emit', 'earlier', 'earlier'],
      ['todo.add', 'my-step', undefined],
    ]);
  });

  it('[FE-197][E7] events that are too many are refused with a reason, counted, and told once', async () => {
    const { bus, edits, sent, said } = bench();
    const many = Array.from({ length: 500 }, () => edits.emit({ type: 'a.b', data: {} }));
    expect(sent).toHaveLength(BUS_LIMITS.emits.atOnce);
    await expect(many.at(-1)?.done).rejects.toMatchObject({ code: 'rate-limited' });
    await expect(many.at(-1)?.done).rejects.toBeInstanceOf(EditRefused);
    expect(bus.counters().tooMany).toBe(500 - BUS_LIMITS.emits.atOnce);
    expect(said).toEqual(['tooMany']);
    await vi.advanceTimersByTimeAsync(1_000);
    edits.emit({ type: 'a.b', data: {} });
    expect(sent).toHaveLength(BUS_LIMITS.emits.atOnce + 1);
  });

  it('[FE-197] other commands are bounded too, and a long list done at once is within the bound', async () => {
    const { edits, sent } = bench();
    for (let n = 0; n < 1_000; n++) edits.command('todo.remove', { id: `${n}` }, { cause: 'clear' });
    expect(sent).toHaveLength(1_000);
    await expect(edits.command('todo.add', {}).done).rejects.toMatchObject({ code: 'rate-limited' });
  });

  it('[FE-198][W12] changes of state that come too fast are joined, the last value of each key arrives', async () => {
    const { bus, edits, sent } = bench();
    const made: Edit[] = [];
    for (let n = 0; n < 10_000; n++) made.push(edits.setState({ n, [`key-${n % 3}`]: n }));
    expect(sent).toHaveLength(BUS_LIMITS.states.atOnce);
    await vi.advanceTimersByTimeAsync(BUS_LIMITS.gatherMillis);
    expect(sent).toHaveLength(BUS_LIMITS.states.atOnce + 1);
    expect(sent.at(-1)?.data).toEqual({
      patch: { n: 9_999, 'key-0': 9_999, 'key-1': 9_997, 'key-2': 9_998 },
    });
    await expect(made.at(-1)?.done).resolves.toEqual({});
    expect(made.at(-1)?.id).toBe(sent.at(-1)?.id); // so undo names what was sent
    expect(bus.counters().joined).toBe(10_000 - BUS_LIMITS.states.atOnce);
    await vi.advanceTimersByTimeAsync(1_000);
    edits.setState({ n: 'calm' });
    expect(sent.at(-1)?.data).toEqual({ patch: { n: 'calm' } });
  });

  it('[FE-198] a command comes after the changes of state before it, and nothing waits for ever', async () => {
    const { edits, sent, state } = bench();
    state.waiting = BUS_LIMITS.waiting;
    edits.setState({ a: 1 });
    edits.setState({ b: 2 });
    await vi.advanceTimersByTimeAsync(10 * BUS_LIMITS.gatherMillis);
    expect(sent).toEqual([]); // the server is away: one patch waits, however often it is changed
    edits.command('todo.add', {});
    expect(sent.map(({ command, data }) => [command, data])).toEqual([
      ['set-state', { patch: { a: 1, b: 2 } }],
      ['todo.add', {}],
    ]);
    edits.setState({ c: 3 });
    edits.dispose();
    expect(sent.at(-1)?.data).toEqual({ patch: { c: 3 } });
  });

  it('[FE-198] what the server refuses of a joined change is told to all who made it', async () => {
    const { edits, state } = bench();
    for (let n = 0; n < BUS_LIMITS.states.atOnce; n++) edits.setState({ n });
    state.answer = () => Promise.reject(new EditRefused('too-large', 'no'));
    const joined = [edits.setState({ x: 1 }), edits.setState({ y: 2 })];
    const refused = Promise.allSettled(joined.map(({ done }) => done));
    await vi.advanceTimersByTimeAsync(BUS_LIMITS.gatherMillis);
    expect((await refused).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('[FE-196][E7] two apps that answer each other come to an end, and others are told as ever', async () => {
    const { bus, edits, sent, said } = bench();
    const heard: string[] = [];
    bus.on('*', ({ op = '' }) => heard.push(op));
    bus.on('ping', () => void edits.emit({ type: 'pong', data: {} }));
    bus.on('pong', () => void edits.emit({ type: 'ping', data: {} }));
    bus.emit({ type: 'ping', source: 'w1', data: {}, op: 'start', correlation: 'start' });
    for (let told = 0; told < sent.length && told < 100; told++) {
      const { id, cause, data, correlation } = sent[told] as Sent;
      bus.emit({
        type: String(data.type),
        source: 'w1',
        data: {},
        op: id,
        ...(cause === undefined ? {} : { cause }),
        ...(correlation === undefined ? {} : { correlation }),
      });
    }
    expect(sent).toHaveLength(BUS_LIMITS.chain);
    expect(heard).toHaveLength(BUS_LIMITS.chain + 1);
    expect(new Set(sent.map(({ correlation }) => correlation))).toEqual(new Set(['start']));
    expect(bus.counters().loops).toBe(1);
    expect(said).toEqual(['loops']);
  });
});
