// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RECORDS_MAX } from '../src/records/server.ts';
import { Runtime } from '../src/runtime/runtime.ts';
import { CALLS_OPEN_MAX, CALLS_SENT_MAX, Store } from '../src/runtime/store.ts';
import {
  type BarePorts,
  type FromApp,
  type FromWorker,
  MESSAGES_BURST,
  MESSAGES_PER_SECOND,
} from '../src/wire.ts';

it('[FE-339] the next view waits until the frame has drawn the one before, and then shows the newest', async () => {
  const views: FromWorker[] = [];
  const ports: BarePorts = {
    paced: true,
    toFrame: (message) => void (message.t === 'view' && views.push(message)),
    toApp: () => {},
  };
  const runtime = new Runtime(ports, () => 0);
  let count = 0;
  runtime.define({ view: () => `turn ${count}` });
  const user = { id: 'u', name: 'Ann' };
  ports.fromApp?.({
    t: 'start',
    context: { canvasId: 'c', widgetId: 'w', app: { id: 'a', version: '1.0.0' }, user, locale: 'en' },
    snapshot: {
      state: {},
      config: {},
      size: { w: 4, h: 4 },
      role: 'editor',
      readOnly: false,
      theme: 'light',
      reducedMotion: false,
      locale: 'en',
      people: [],
      pending: [],
      storage: {},
    },
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  await settled();
  expect(views).toHaveLength(1);
  for (let n = 0; n < 5; n++) {
    count++;
    runtime.redraw();
    await settled();
  }
  expect(views).toHaveLength(1);
  ports.fromFrame?.({ t: 'drawn' });
  await settled();
  expect(views).toHaveLength(2);
  expect(JSON.stringify(views[1])).toContain('turn 5');
});

describe('what is done', () => {
  afterEach(() => void vi.useRealTimers());
  const snapshot = (ids: readonly string[], pending: readonly object[] = []) =>
    ({
      state: { collections: { things: ids.map((id) => ({ id, values: {}, by: 'u', at: 0 })) } },
      pending,
      storage: {},
    }) as never;
  const context = { user: { id: 'u', name: 'Ann' } } as never;
  const made = (ids: readonly string[], pending?: readonly object[]) => {
    vi.useFakeTimers();
    const sent: Extract<FromApp, { t: 'call' }>[] = [];
    const store = new Store(
      (message) => void (message.t === 'call' && sent.push(message)),
      () => {},
      Date.now,
    );
    store.start(context, snapshot(ids, pending));
    const shown = () => store.records('things').map(({ id }) => id);
    return { store, sent, shown };
  };
  const ids = Array.from({ length: RECORDS_MAX }, (_, n) => `r${n}`);
  const remove = (store: Store, id: string) => store.command('records.remove', { collection: 'things', id });

  it('[FE-334] leaves at the pace that the page reads at, however much it is, and loses nothing', () => {
    const { store, sent, shown } = made(ids);
    const all = ids.map((id) => remove(store, id));
    expect(shown()).toEqual([]);
    expect(sent).toHaveLength(CALLS_SENT_MAX);
    let answered = 0;
    let left = MESSAGES_BURST;
    for (let turn = 0; turn < 2_000 && answered < all.length; turn++) {
      const open = sent.length - answered;
      expect(open).toBeLessThanOrEqual(CALLS_SENT_MAX);
      left = Math.min(MESSAGES_BURST, left + MESSAGES_PER_SECOND / 20) - open;
      expect(left).toBeGreaterThan(0);
      for (const { n } of sent.slice(answered)) {
        answered++;
        store.answer({ t: 'answer', n, ok: true });
      }
      vi.advanceTimersByTime(50);
    }
    expect(sent.map(({ n }) => n)).toEqual(all.map(({ n }) => n));
    store.take(snapshot([]));
    expect(shown()).toEqual([]);
  });

  it('[FE-307] can be put back before it has left, and after', () => {
    const { store, sent, shown } = made(ids);
    const all = ids.map((id) => remove(store, id));
    for (const { n } of all.reverse()) store.takeBack(n);
    expect(shown()).toEqual(ids);
    for (let answered = 0; answered < sent.length; answered++) {
      store.answer({ t: 'answer', n: sent[answered]?.n ?? 0, ok: true });
      vi.advanceTimersByTime(50);
    }
    expect(sent.slice(CALLS_SENT_MAX).map(({ args }) => args)).toEqual(
      sent
        .slice(0, CALLS_SENT_MAX)
        .map(({ n }) => ({ of: n }))
        .reverse(),
    );
    expect(shown()).toEqual(ids);
  });

  it('[FE-306] is not shown when it is refused here already', async () => {
    const { store, shown } = made(['kept']);
    for (let n = 0; n < CALLS_OPEN_MAX; n++) store.call('badge', { count: n });
    const { done } = remove(store, 'kept');
    await expect(done).rejects.toMatchObject({ code: 'too-many' });
    expect(shown()).toEqual(['kept']);
    const { done: patched } = store.setState({ a: 1 });
    await expect(patched).rejects.toMatchObject({ code: 'too-many' });
    expect(store.state()).not.toHaveProperty('a');
  });

  it('[FE-306] before a reload and is not with the server yet is shown, until it is taken or refused', () => {
    const edit = (id: string) => ({
      id: `e-${id}`,
      do: 'records.add',
      data: { collection: 'things', id, values: {} },
    });
    const others = [
      { id: 'e-1', do: 'configure', data: { config: {} } },
      { id: 'e-2', do: 'records.remove', data: { collection: 'things', id: 'gone' } },
    ];
    const { store, shown } = made(['old', 'gone'], [...others, edit('a'), edit('b')]);
    expect(shown()).toEqual(['old', 'a', 'b']);
    expect(store.isPending('things', 'a')).toBe(true);
    store.take(snapshot(['old', 'a', 'gone'], [others[1], edit('b')] as object[]));
    expect(shown()).toEqual(['old', 'a', 'b']);
    expect(store.isPending('things', 'a')).toBe(false);
    // The first own call is none of them.
    store.answer({ t: 'answer', n: remove(store, 'a').n, ok: false });
    expect(shown()).toEqual(['old', 'a', 'b']);
    store.take(snapshot(['old', 'a', 'gone']));
    vi.advanceTimersByTime(3_000);
    expect(shown()).toEqual(['old', 'a', 'gone']);
  });
});
