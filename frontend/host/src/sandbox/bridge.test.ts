import { RECORDS_MAX } from '@gesso/sandbox/records';
import type { ToApp } from '@gesso/sandbox/wire';
import type { CanvasEvent } from '@gesso/sdk';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Bridge, type Port } from './bridge.ts';
import {
  BYTES_BURST,
  EDIT_BYTES_MAX,
  FORGIVEN_MS,
  OPEN_CALLS_MAX,
  REFUSED_MAX,
  STORED_KEYS_MAX,
  WASTED_MS_MAX,
} from './limits.ts';
import { PreviewContext } from './previewContext.ts';

const SPECIFICATION = {
  title: 'Habits',
  entities: [
    {
      name: 'habits',
      title: 'Habit',
      fields: [{ name: 'name', label: 'Name', type: 'text', required: true }],
    },
  ],
  views: [{ kind: 'list', entity: 'habits' }],
};

class FakePort implements Port {
  sent: ToApp[] = [];
  closed = false;
  onmessage: Port['onmessage'] = null;
  postMessage(message: unknown) {
    this.sent.push(structuredClone(message) as ToApp);
  }
  close() {
    this.closed = true;
  }
  /** From the app. */
  say(data: unknown) {
    this.onmessage?.({ data, ports: [] } as unknown as MessageEvent);
  }
  answers = () => this.sent.filter((one) => one.t === 'answer');
}

let context: PreviewContext;
let port: FakePort;
let now: number;
let used: boolean;
const told = { ready: vi.fn(), pong: vi.fn(), fault: vi.fn(), flooded: vi.fn() };
const begin = (permissions: string[] = []) =>
  new Bridge({ context, port, permissions, isUsed: () => used, now: () => now, ...told });

beforeEach(() => {
  vi.clearAllMocks();
  now = 0;
  used = true;
  port = new FakePort();
  context = new PreviewContext({
    specification: SPECIFICATION,
    theme: 'light',
    locale: 'en',
    today: '2026-01-05',
  });
});
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('what passes', () => {
  it('[FE-332] begins with all that the app may know: its widget, its person, its records', () => {
    begin();
    expect(port.sent[0]).toMatchObject({
      t: 'start',
      context: { canvasId: 'preview', widgetId: 'preview', user: { id: 'u-ann', name: 'Ann' } },
      snapshot: { readOnly: false, theme: 'light', storage: {} },
    });
    expect(JSON.stringify(port.sent[0])).not.toMatch(/token|secret/);
  });
  it('[FE-332] takes commands to the backend and brings answers, state and events back', async () => {
    begin();
    port.say({
      t: 'call',
      n: 7,
      do: 'command',
      args: { name: 'records.add', data: { collection: 'habits', values: { name: 'Run' } } },
    });
    await settled();
    expect(port.answers()).toMatchObject([{ n: 7, ok: true, data: { id: 'r6' } }]);
    expect(port.sent.find((one) => one.t === 'snapshot')).toBeDefined();
    expect(port.sent.find((one) => one.t === 'event')).toMatchObject({ event: { type: 'records.added' } });
    port.say({
      t: 'call',
      n: 8,
      do: 'command',
      args: { name: 'records.add', data: { collection: 'habits', values: {} } },
    });
    await settled();
    expect(port.answers()[1]).toMatchObject({ n: 8, ok: false, code: 'invalid', detail: 'Name is needed.' });
  });
  it('[FE-332] says that the size is another one', () => {
    begin();
    const change = (context as unknown as { change(part: object): void }).change.bind(context);
    change({ size: { w: 2, h: 9 } });
    expect(port.sent.slice(1)).toMatchObject([{ t: 'snapshot' }, { t: 'resize', size: { w: 2, h: 9 } }]);
  });
});

describe('[FE-333] an app gets what its manifest says, and nothing of others', () => {
  const foreign: CanvasEvent = { type: 'todo.added', source: 'todo-1', data: { text: 'Mine' } };
  const happen = (event: CanvasEvent) => {
    for (const ear of (context as unknown as { ears: Set<{ listener(e: CanvasEvent): void }> }).ears)
      ear.listener(event);
  };
  it('hears of other widgets only with the permission', () => {
    begin();
    happen(foreign);
    expect(port.sent).toHaveLength(1);
    begin(['events']);
    happen(foreign);
    expect(port.sent.at(-1)).toMatchObject({ t: 'event', event: { source: 'todo-1' } });
  });
  it.each([
    ['emit', { type: 'a.b', data: {} }],
    ['configure', { config: {} }],
    ['presence.set', { data: {} }],
    ['undo', { of: 3 }],
  ])('%s is refused without it', (what, args) => {
    begin();
    port.say({ t: 'call', n: 1, do: what, args });
    expect(port.answers()).toMatchObject([{ ok: false, code: 'forbidden' }]);
  });
  it('opens its settings once, not again and again', () => {
    begin();
    for (let n = 0; n < 5; n++) port.say({ t: 'call', n, do: 'openSettings', args: {} });
    expect(port.answers().filter((one) => one.ok)).toHaveLength(1);
  });
  it('[FE-343] opens no settings by a press that was elsewhere', () => {
    used = false;
    const open = vi.spyOn(context, 'openSettings');
    begin();
    port.say({ t: 'call', n: 1, do: 'openSettings', args: {} });
    expect(port.answers()).toMatchObject([{ ok: false, detail: 'Only after a press.' }]);
    expect(open).not.toHaveBeenCalled();
    used = true;
    port.say({ t: 'call', n: 2, do: 'openSettings', args: {} });
    expect(open).toHaveBeenCalledTimes(1);
  });
  it('keeps few and small values on this device, and is given them the next time', () => {
    begin();
    port.say({ t: 'call', n: 0, do: 'storage.set', args: { key: 'open', value: true } });
    port.say({ t: 'call', n: 1, do: 'storage.set', args: { key: 'big', value: 'x'.repeat(70_000) } });
    for (let n = 0; n < STORED_KEYS_MAX; n++)
      port.say({ t: 'call', n: n + 2, do: 'storage.set', args: { key: `k${n}`, value: n } });
    expect(
      port
        .answers()
        .map((one) => one.t === 'answer' && one.ok)
        .filter((ok) => !ok),
    ).toHaveLength(2);
    port = new FakePort();
    begin();
    expect(port.sent[0]).toMatchObject({ snapshot: { storage: { open: true, k0: 0 } } });
  });
});

describe('[FE-334] an app that sends too much', () => {
  it('is left unread past its rate, and heard again later', () => {
    const bridge = begin();
    for (let n = 0; n < 500; n++) port.say({ t: 'pong', n });
    expect(told.pong).toHaveBeenCalledTimes(400);
    now += 1_000;
    port.say({ t: 'pong', n: 0 });
    expect(told.pong).toHaveBeenCalledTimes(401);
    expect(bridge.counters.refused).toBe(100);
    expect(told.flooded).not.toHaveBeenCalled();
  });
  it('is ended when it goes on, and nothing of it is read any more', () => {
    begin();
    for (let n = 0; n < 400 + REFUSED_MAX + 10; n++) port.say({ t: 'pong', n });
    expect(told.flooded).toHaveBeenCalledTimes(1);
    expect(port.closed).toBe(true);
  });
  /** Says what takes so long to be read. */
  const slowly = (message: object, millis: number) =>
    port.say(
      new Proxy(message, {
        getPrototypeOf(of) {
          now += millis;
          return Object.getPrototypeOf(of);
        },
      }),
    );
  it('[FE-342] is ended when the page reads for long what it then refuses', () => {
    begin();
    for (let n = 0; n < 4; n++) {
      now += FORGIVEN_MS + 1;
      slowly({ t: 'nothing', n }, WASTED_MS_MAX / 4);
    }
    expect(told.flooded).not.toHaveBeenCalled();
    slowly({ t: 'nothing' }, 1);
    expect(told.flooded).toHaveBeenCalledTimes(1);
    expect(port.closed).toBe(true);
  });
  it('[FE-342] is never ended for what is good, or refused at once', () => {
    begin();
    for (let n = 0; n < 1_000; n++) {
      now += 10;
      slowly({ t: 'pong', n }, 5);
    }
    for (let n = 0; n < 1_000; n++) {
      now += FORGIVEN_MS + 1;
      slowly({ t: 'nothing', n }, 0.05);
    }
    expect(told.pong).toHaveBeenCalledTimes(1_000);
    expect(told.flooded).not.toHaveBeenCalled();
  });
  it('[FE-342] has what its manifest does not allow refused before it is gone through, and is ended for much of it', () => {
    begin();
    const args = vi.fn(() => ({ data: { a: Array(80_000).fill(true) } }));
    const ask = (millis: number) =>
      port.say({
        t: 'call',
        n: 1,
        get do() {
          now += millis; // as long as taking it out of the port takes
          return 'presence.set';
        },
        get args() {
          return args();
        },
      });
    ask(0);
    expect(port.answers()).toMatchObject([{ n: 1, ok: false, code: 'forbidden' }]);
    expect(args).not.toHaveBeenCalled();
    for (let n = 0; n < 5 && !port.closed; n++) ask(WASTED_MS_MAX / 4);
    expect(told.flooded).toHaveBeenCalledTimes(1);
    expect(port.closed).toBe(true);
  });
  it('is left unread past so many bytes, and heard again later', () => {
    const set = vi.spyOn(context.presence, 'set');
    const bridge = begin(['presence']);
    const large = { t: 'call', n: 1, do: 'presence.set', args: { data: { a: Array(80_000).fill(true) } } };
    for (let n = 0; n < 100; n++) port.say(large);
    const read = set.mock.calls.length;
    expect(read).toBe(Math.ceil(BYTES_BURST / 240_000));
    expect(bridge.counters.refused).toBe(100 - read);
    const unread = vi.fn();
    port.onmessage?.({
      ports: [],
      get data() {
        return unread();
      },
    } as unknown as MessageEvent);
    expect(unread).not.toHaveBeenCalled();
    now += 5_000;
    port.say(large);
    expect(set).toHaveBeenCalledTimes(read + 1);
    expect(told.flooded).not.toHaveBeenCalled();
  });
  it.each([
    ['command', { name: 'records.add', data: { text: 'x'.repeat(EDIT_BYTES_MAX) } }],
    ['setState', { patch: { text: 'x'.repeat(EDIT_BYTES_MAX) } }],
    ['configure', { config: { text: 'x'.repeat(EDIT_BYTES_MAX) } }],
  ] as const)('[FE-331] has no %s stored that no message to the server could hold', (what, args) => {
    const done = vi.spyOn(context, what);
    begin(['config']);
    port.say({ t: 'call', n: 4, do: what, args });
    expect(port.answers()).toMatchObject([{ n: 4, ok: false, code: 'too-large' }]);
    expect(done).not.toHaveBeenCalled();
  });
  it('has so many calls under way', () => {
    context.command = () => ({ id: 'x', done: new Promise(() => {}) });
    begin();
    for (let n = 0; n < OPEN_CALLS_MAX + 3; n++) {
      now += 10;
      port.say({ t: 'call', n, do: 'command', args: { name: 'records.add', data: {} } });
    }
    expect(port.answers()).toHaveLength(3);
    expect(port.answers()[0]).toMatchObject({ code: 'rate-limited' });
  });
});

it('[FE-335] while an app is busy nothing piles up before it: it gets the newest state at once', () => {
  const bridge = begin();
  bridge.ping(1);
  for (let n = 0; n < 500; n++)
    context.command('records.add', { collection: 'habits', values: { name: `n${n}` } });
  expect(port.sent).toHaveLength(2);
  port.say({ t: 'pong', n: 1 });
  expect(port.sent.filter((one) => one.t === 'snapshot')).toHaveLength(1);
  expect(port.sent.filter((one) => one.t === 'event').length).toBeLessThanOrEqual(200);
  bridge.end();
  context.command('records.add', { collection: 'habits', values: { name: 'late' } });
  expect(port.sent.at(-1)).toEqual({ t: 'unmount' });
});

it('[FE-307] all records of a collection can be taken away at once and put back, each of them', async () => {
  const undone: string[] = [];
  context.command = (_, { id }) => ({ id: String(id), done: Promise.resolve({}) });
  context.undo = ({ id }) => {
    undone.push(id);
    return { id: `back-${id}`, done: Promise.resolve({}) };
  };
  begin();
  const say = async (n: number, what: string, args: object) => {
    now += 10;
    port.say({ t: 'call', n, do: what, args });
    if (n % 100 === 0) await settled();
  };
  const ids = Array.from({ length: RECORDS_MAX }, (_, n) => n);
  for (const id of ids)
    await say(id, 'command', { name: 'records.remove', data: { collection: 'habits', id: `r${id}` } });
  for (const id of ids.reverse()) await say(RECORDS_MAX + id, 'undo', { of: id });
  await settled();
  expect(undone).toEqual(ids.map((id) => `r${id}`));
  expect(port.answers().filter((one) => !one.ok)).toEqual([]);
});
