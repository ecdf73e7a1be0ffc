import type { IntentAnswer } from '@gesso/sdk';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Candidate, INTENT_LIMITS, IntentDesk } from './desk.ts';
import type { Serve } from './intents.ts';
import { faultIn } from './shape.ts';

const EVENT = { title: 'text', start: 'moment', 'end?': 'moment' };
const candidate = (kind: Candidate['kind'], id: string, more: Partial<Candidate> = {}): Candidate => ({
  kind,
  id,
  app: 'calendar',
  title: id,
  fields: EVENT,
  result: { id: 'text' },
  does: 'Add an event',
  ...more,
});
const ASKER = { widget: 'todo-1', app: 'todo' };
const GOOD = { title: 'Milk', start: '2026-12-01' };

function bench(
  candidates: readonly Candidate[] = [candidate('widget', 'cal-1'), candidate('app', 'calendar')],
) {
  const state = { may: true, invited: true };
  const shown: string[] = [];
  const added: string[] = [];
  const served: string[] = [];
  const servers = new Map<string, Serve>();
  let coming: ((serve: Serve) => void) | undefined;
  const offer = (widget: string, serve: Serve) => {
    servers.set(widget, serve);
    coming?.(serve);
    return () => void servers.delete(widget);
  };
  const told: string[] = [];
  const desk = new IntentDesk({
    candidates: (name) => (name === 'calendar.event' ? candidates : []),
    mayEdit: () => state.may,
    server: (widget) => {
      const here = servers.get(widget);
      return here ? Promise.resolve(here) : new Promise((resolve) => (coming = resolve));
    },
    changed: () => {},
    show: (widget) => shown.push(widget),
    served: ({ cause }) => served.push(cause),
    refused: (reason) => told.push(reason),
    add: (_app, cause) => {
      added.push(cause);
      return 'cal-new';
    },
  });
  const ask = (data: Parameters<IntentDesk['ask']>[2] = GOOD) =>
    desk.ask(ASKER, 'calendar.event', data, state.invited);
  const choose = (n = 0) => desk.choose(desk.question?.candidates[n] as Candidate);
  return { desk, offer, state, shown, added, served, told, ask, choose };
}
const reasonOf = (answer: IntentAnswer) => (answer.kind === 'refused' ? answer.reason : answer.kind);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('an intent', () => {
  it('[FE-205][E7] is served by the widget that the person chooses, as one step that can be taken back', async () => {
    const { desk, offer, ask, choose, shown, served } = bench();
    offer('cal-1', async ({ name, data, from, step }) => {
      expect([name, data, from]).toEqual(['calendar.event', GOOD, ASKER]);
      desk.made(step.cause);
      return { id: 'e1' };
    });
    const answer = ask();
    expect(desk.question?.candidates.map(({ id }) => id)).toEqual(['cal-1', 'calendar']);
    choose();
    expect(await answer).toEqual({ kind: 'done', widget: 'cal-1', data: { id: 'e1' } });
    expect(shown).toEqual(['cal-1']);
    expect(served).toHaveLength(1);
    expect(desk.question).toBeUndefined();
    expect(desk.counters).toEqual({ asked: 1, done: 1, refused: 0, cancelled: 0 });
  });

  it('[FE-205] is served by a new widget as soon as its app is there', async () => {
    const { offer, ask, choose, added, served } = bench();
    const answer = ask();
    choose(1);
    await vi.advanceTimersByTimeAsync(3_000);
    offer('cal-new', async () => ({ id: 'e2' }));
    expect(await answer).toEqual({ kind: 'done', widget: 'cal-new', data: { id: 'e2' } });
    expect(served).toEqual(added); // the new widget goes by the same step
  });

  it('[FE-206] is cancelled by the person, and with the widget that has asked', async () => {
    const { desk, ask } = bench();
    const first = ask();
    desk.cancel();
    expect(await first).toEqual({ kind: 'cancelled' });
    const second = ask();
    desk.leave('another');
    expect(desk.question).toBeDefined();
    desk.leave(ASKER.widget);
    expect(await second).toEqual({ kind: 'cancelled' });
    expect(desk.counters.cancelled).toBe(2);
  });

  it('[FE-206] is refused with its reason', async () => {
    const { desk, state, ask, told } = bench();
    expect(reasonOf(await desk.ask(ASKER, 'mail.letter', {}, true))).toBe('nobody');
    expect(await ask({ title: 'x' })).toEqual({
      kind: 'refused',
      reason: 'invalid',
      detail: 'start is missing',
    });
    state.invited = false;
    expect(reasonOf(await ask())).toBe('uninvited');
    state.may = false;
    expect(reasonOf(await ask())).toBe('forbidden');
    Object.assign(state, { may: true, invited: true });
    void ask();
    expect(reasonOf(await ask())).toBe('busy');
    expect(desk.counters.refused).toBe(5);
    expect(told).toEqual(['nobody', 'invalid', 'uninvited', 'forbidden', 'busy']);
  });

  it('[FE-206] is refused when the serving app declines, fails, answers nonsense or not at all', async () => {
    const { offer, ask, choose, served } = bench();
    const after = async (serve: Serve) => {
      const off = offer('cal-1', serve);
      const answer = ask();
      choose();
      await vi.advanceTimersByTimeAsync(INTENT_LIMITS.answerMillis + 1);
      off();
      return answer;
    };
    const throws = (name: string) => async () => {
      throw Object.assign(new Error('It is full'), { name });
    };
    expect(await after(throws('IntentDeclined'))).toEqual({
      kind: 'refused',
      reason: 'declined',
      detail: 'It is full',
    });
    expect(reasonOf(await after(throws('TypeError')))).toBe('failed');
    expect(reasonOf(await after(async () => ({})))).toBe('failed');
    expect(reasonOf(await after(() => new Promise(() => {})))).toBe('timeout');
    const nobodyThere = ask();
    choose();
    await vi.advanceTimersByTimeAsync(INTENT_LIMITS.answerMillis + 1);
    expect(reasonOf(await nobodyThere)).toBe('timeout');
    expect(served).toEqual([]);
  });

  it('[FE-206] asks nobody for what it would not take, and not the asking widget itself', async () => {
    const strict = candidate('widget', 'strict', { fields: { ...EVENT, place: 'text' } });
    const { desk, ask } = bench([strict, candidate('widget', ASKER.widget), candidate('app', 'calendar')]);
    void ask();
    expect(desk.question?.candidates.map(({ id }) => id)).toEqual(['calendar']);
  });
});

describe('the shape of an intent', () => {
  it('[FE-206] names the first fault', () => {
    const shape = { text: 'text', 'due?': 'day', 'n?': 'number', 'on?': 'flag', 'at?': 'moment' };
    expect(faultIn({ text: 'x' }, shape)).toBeUndefined();
    expect(faultIn({ text: 'x', due: '2026-02-28', n: 1.5, on: false, at: '2026-12-01T09:30' }, shape)).toBe(
      undefined,
    );
    expect(faultIn({ text: ' ' }, shape)).toBe('text is no text');
    expect(faultIn({}, shape)).toBe('text is missing');
    expect(faultIn({ text: 'x', due: '28.2.2026' }, shape)).toBe('due is no day');
    expect(faultIn({ text: 'x', n: '1' }, shape)).toBe('n is no number');
    expect(faultIn({ text: 'x', at: 'tomorrow' }, shape)).toBe('at is no moment');
    expect(faultIn({ text: 'x', html: '<b>' }, shape)).toBe('html is not known');
    expect(faultIn({ text: 'x', odd: 1 }, { text: 'text', odd: 'constructor' })).toBe(
      'odd is no constructor',
    );
  });
});
