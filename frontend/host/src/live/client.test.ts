import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, join, seeded } from '../../test/liveBench.ts';
import { ModelServer, READING } from '../../test/modelServer.ts';
import { places } from '../canvas/rules.ts';
import { forget, learn } from '../widget/appRules.ts';
import { type KeptEdit, memoryOutbox } from './outbox.ts';
import { EditQueue } from './queue.ts';

let server: ModelServer;
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000_000_000 });
  server = new ModelServer();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets timers and messages run until nothing is under way. */
async function calm(millis = 100): Promise<void> {
  for (let i = 0; i < millis / 20; i++) {
    await vi.advanceTimersByTimeAsync(20);
    server.settle();
  }
  await vi.advanceTimersByTimeAsync(1);
  server.settle();
}
const titleOf = (bench: Bench) => bench.client.model.current?.title;
const todosOf = (bench: Bench, widget: string): string[] => {
  const todos = bench.client.model.widget(widget)?.state.todos;
  return Array.isArray(todos) ? (todos as { text: string }[]).map(({ text }) => text) : [];
};
const add = (bench: Bench, widget: string, x = 0, y = 0) =>
  bench.client.edit('canvas', 'add-widget', {
    appId: 'todo',
    widget,
    position: { x, y },
    size: { w: 3, h: 4 },
  });

describe('own edits', () => {
  it('[FE-1] are shown at once, durable when acknowledged', async () => {
    const ada = join(server, 'ada');
    await calm();
    const edit = ada.client.edit('canvas', 'rename', { title: 'Plan' });
    expect(titleOf(ada)).toBe('Plan');
    expect(ada.client.unsaved()).toHaveLength(1);
    await calm();
    await expect(edit.done).resolves.toEqual({});
    expect(ada.client.unsaved()).toHaveLength(0);
    expect(ada.outbox.edits).toHaveLength(0);
    expect(server.canvas.title).toBe('Plan');
  });

  it('[FE-2] are taken back with a reason when the server refuses them', async () => {
    const ada = join(server, 'ada');
    await calm();
    const edit = ada.client.edit('canvas', 'rename', { title: 'Forbidden' });
    expect(titleOf(ada)).toBe('Forbidden');
    await calm();
    await expect(edit.done).rejects.toMatchObject({ code: 'conflict' });
    expect(titleOf(ada)).toBe('Test');
    expect(ada.refused.map(({ code }) => code)).toEqual(['conflict']);
    expect(ada.client.unsaved()).toHaveLength(0);
  });

  it('[FE-3][C4] stay on top of what others do until the server has ordered them', async () => {
    const ada = join(server, 'ada');
    const bob = join(server, 'bob');
    await calm();
    add(ada, 'w1');
    await calm();
    ada.client.edit('canvas', 'move-widget', { widget: 'w1', position: { x: 5, y: 0 } });
    bob.client.edit('canvas', 'move-widget', { widget: 'w1', position: { x: 1, y: 2 } });
    bob.client.edit('canvas', 'rename', { title: 'By Bob' });
    await vi.advanceTimersByTimeAsync(1);
    const line = bob.line();
    if (line) for (let i = 0; i < 3; i++) server.takeOne(line); // Bob's is first at the server
    const own = ada.line();
    if (own) server.deliver(own);
    expect(titleOf(ada)).toBe('By Bob');
    expect(ada.client.model.current?.widgets.get('w1')?.wanted).toEqual({ x: 5, y: 0 });
    await calm();
    expect(ada.client.model.current?.widgets.get('w1')?.wanted).toEqual({ x: 5, y: 0 });
    expect(bob.client.model.current?.widgets.get('w1')?.wanted).toEqual({ x: 5, y: 0 });
  });

  it('[FE-4] that get retry are sent again under their id, and those that passed them are not lost', async () => {
    const ada = join(server, 'ada');
    await calm();
    let first = true;
    server.retries = () => {
      const answer = first;
      first = false;
      return answer;
    };
    add(ada, 'w1');
    ada.client.edit('canvas', 'move-widget', { widget: 'w1', position: { x: 2, y: 0 } });
    ada.client.edit('w1', 'todo.add', { id: 't1', text: 'milk' });
    expect(todosOf(ada, 'w1')).toEqual(['milk']);
    await calm(3_000);
    expect(ada.refused).toEqual([]);
    expect(server.canvas.widgets.get('w1')?.wanted).toEqual({ x: 2, y: 0 });
    expect(server.widgets.get('w1')?.value.state.todos).toHaveLength(1);
    expect(server.commands.filter((command) => command.again).length).toBeGreaterThan(0);
  });

  it('[FE-4] of one app keep their order also when each is about something new', () => {
    let now = 0;
    const queue = new EditQueue(
      () => now,
      () => 0.5,
    );
    const post = (id: string, to = 'w1') =>
      queue.add({ id, to, do: 'chat.post', data: { id } } as KeptEdit, false);
    const sent = () => queue.next().map((frame) => ('id' in frame ? frame.id : ''));
    post('first');
    expect(sent()).toEqual(['first']);
    const first = queue.find('first');
    if (first) queue.postpone(first, 100);
    post('second');
    post('elsewhere', 'w2');
    expect(sent()).toEqual(['elsewhere']);
    now = 1_000;
    expect(sent()).toEqual(['first', 'second']);
  });
  it('[FE-4] about the same thing keep their order, whatever gets retry', async () => {
    const ada = join(server, 'ada');
    await calm();
    add(ada, 'w1');
    await calm();
    let turn = 0;
    server.retries = () => turn++ === 0;
    for (const x of [1, 2, 3])
      ada.client.edit('canvas', 'move-widget', { widget: 'w1', position: { x, y: 0 } });
    ada.client.edit('canvas', 'rename', { title: 'not held back' });
    await vi.advanceTimersByTimeAsync(1);
    server.settle();
    expect(server.canvas.title).toBe('not held back');
    await calm(3_000);
    expect(server.log.filter(({ type }) => type === 'widget-moved').map(({ data }) => data.position)).toEqual(
      [
        { x: 1, y: 0 },
        { x: 2, y: 0 },
        { x: 3, y: 0 },
      ],
    );
  });

  it('[FE-5] made without network wait, and are sent once it is back', async () => {
    const ada = join(server, 'ada');
    await calm();
    add(ada, 'w1');
    await calm();
    server.reachable = false;
    const line = ada.line();
    if (line) server.cut(line);
    for (let i = 0; i < 10; i++) ada.client.edit('w1', 'todo.add', { id: `t${i}`, text: `${i}` });
    await calm(20_000);
    expect(ada.client.link).toBe('offline');
    expect(ada.client.unsaved()).toHaveLength(10);
    expect(todosOf(ada, 'w1')).toHaveLength(10);
    server.reachable = true;
    await calm(20_000);
    expect(ada.client.link).toBe('live');
    expect(server.widgets.get('w1')?.value.state.todos).toHaveLength(10);
    expect(ada.client.unsaved()).toHaveLength(0);
  });

  it('[FE-6] outlive a reload: the outbox sends them as the same client under the same id', async () => {
    const ada = join(server, 'ada');
    await calm();
    add(ada, 'w1');
    await vi.advanceTimersByTimeAsync(1);
    const line = ada.line();
    if (line) server.takeOne(line); // committed, but the answer never arrives
    ada.client.edit('w1', 'todo.add', { id: 't1', text: 'milk' });
    ada.client.stop();
    if (line) server.lines.delete(line);
    const again = join(server, 'ada', { outbox: memoryOutbox(ada.outbox.load()) });
    await calm(2_000);
    expect([...server.canvas.widgets.keys()]).toEqual(['w1']);
    expect([...server.effects.values()].every((times) => times === 1)).toBe(true);
    expect(todosOf(again, 'w1')).toEqual(['milk']);
    expect(again.outbox.edits).toEqual([]);
  });

  it('[FE-7] undo waits for everything before it and holds back what follows', async () => {
    const ada = join(server, 'ada');
    await calm();
    ada.client.edit('canvas', 'rename', { title: 'One' });
    ada.client.edit('canvas', 'undo', {});
    ada.client.edit('canvas', 'rename', { title: 'Two' });
    await vi.advanceTimersByTimeAsync(1);
    const line = ada.line();
    expect(line?.toServer).toHaveLength(1);
    await calm(500);
    expect(server.commands.map((command) => command.do)).toEqual(['rename', 'undo', 'rename']);
    expect(titleOf(ada)).toBe('Two');
  });
});

describe('the connection', () => {
  it('[FE-8] resumes from the revisions that the page has', async () => {
    const ada = join(server, 'ada');
    const bob = join(server, 'bob');
    await calm();
    add(bob, 'w1');
    bob.client.edit('w1', 'todo.add', { id: 't1', text: 'before' });
    await calm();
    const line = ada.line();
    if (line) server.cut(line);
    bob.client.edit('w1', 'todo.add', { id: 't2', text: 'while away' });
    await calm(3_000);
    expect(todosOf(ada, 'w1')).toEqual(['before', 'while away']);
    expect(ada.events.map((event) => event.type)).toEqual(['widget-added', 'todo.created', 'todo.created']);
  });

  it('[FE-9] that lost an event is made anew before anything wrong is shown', async () => {
    const ada = join(server, 'ada');
    const bob = join(server, 'bob');
    await calm();
    bob.client.edit('canvas', 'rename', { title: 'lost' });
    await vi.advanceTimersByTimeAsync(1);
    const from = bob.line();
    if (from) server.takeOne(from);
    const line = ada.line();
    if (line) line.toClient.length = 0; // the event never arrives
    bob.client.edit('canvas', 'move-widget', { widget: 'none', position: { x: 0, y: 0 } });
    add(bob, 'w1');
    await calm(3_000);
    expect(ada.client.counters.gaps).toBe(1);
    expect(titleOf(ada)).toBe('lost');
    expect([...(ada.client.model.current?.widgets.keys() ?? [])]).toEqual(['w1']);
  });

  it('[FE-349] forgets widgets that are gone when it resumes', async () => {
    const ada = join(server, 'ada');
    await calm();
    add(ada, 'w1');
    add(ada, 'w2', 4);
    await calm();
    for (const id of ['w1', 'w2']) ada.client.edit(id, 'todo.add', { id: 't1', text: 'milk' });
    await calm();
    expect(Object.keys(ada.client.model.since()).sort()).toEqual(['canvas', 'w1', 'w2']);
    ada.client.edit('canvas', 'remove-widget', { widget: 'w1' });
    await calm();
    expect(Object.keys(ada.client.model.since()).sort()).toEqual(['canvas', 'w2']);
    expect([...(ada.client.model.confirmed()?.widgets.keys() ?? [])]).toEqual(['w2']);
  });

  it('[FE-349] asks for the canvas itself when an event came that this page is too old for', async () => {
    const ada = join(server, 'ada');
    await calm();
    const { model } = ada.client;
    const next = { t: 'ev', of: 'canvas', rev: (model.rev('canvas') ?? 0) + 1, at: 1, by: 'u', op: 'o' };
    const strange = { ...next, type: 'moon-risen', data: {} } as unknown as Parameters<
      typeof model.applyEvent
    >[0];
    expect(model.applyEvent(strange)).toBe('gap');
    expect(model.since()).not.toHaveProperty('canvas');
    model.applyState('canvas', 9, 1, {
      id: 'c',
      title: 'Anew',
      grid: {},
      widgets: [],
      removed: [],
      layouts: [],
      members: [],
      comments: [],
    });
    expect(model.since()).toHaveProperty('canvas', 9);
  });

  it('[FE-58] hears every event that it cannot fold, and asks for the state once', async () => {
    const ada = join(server, 'ada');
    const bob = join(server, 'bob');
    await calm();
    add(ada, 'w1');
    await calm();
    forget('todo'); // as if the app's rules had not come
    try {
      for (const id of ['t1', 't2', 't3']) bob.client.edit('w1', 'todo.add', { id, text: id });
      await calm();
      expect(ada.events.filter((event) => event.type === 'todo.created')).toHaveLength(3);
      expect(todosOf(ada, 'w1')).toEqual(['t1', 't2', 't3']);
      expect(ada.client.counters).toMatchObject({ gaps: 0, asks: 1 });
      bob.client.edit('w1', 'todo.add', { id: 't4', text: 't4' });
      await calm();
      expect(todosOf(ada, 'w1')).toHaveLength(4);
      expect(ada.client.counters.asks).toBe(2);
    } finally {
      if (READING.rules) learn('todo', READING.rules);
    }
    bob.client.edit('w1', 'todo.remove', { id: 't1' });
    await calm();
    expect(todosOf(ada, 'w1')).toEqual(['t2', 't3', 't4']);
    expect(ada.client.counters.asks).toBe(2);
    expect(ada.events.map(({ rev, of }) => `${of} ${rev}`)).toEqual([
      ...new Set(ada.events.map(({ rev, of }) => `${of} ${rev}`)),
    ]);
  });

  it('[FE-131] draws nothing of the canvas for cursors, and tells each message of them once', async () => {
    let changed = 0;
    let told = 0;
    const count = () => void changed++;
    const listener = { event() {}, refused() {}, storageFull() {}, live() {}, changed: count, heard: count };
    const ada = join(server, 'ada', { listener });
    join(server, 'bob');
    join(server, 'eve');
    await calm();
    ada.client.peers.change(
      ['x1', 'x2'].map((session) => ({ session, user: session, name: session, role: 'editor' })),
      [],
    );
    ada.client.peers.settle();
    ada.client.peers.subscribe(() => void told++);
    changed = 0;
    const line = ada.line();
    for (let n = 0; n < 5; n++) {
      const data = { cursor: { x: n, y: 0 } };
      for (const from of ['x1', 'x2']) line?.toClient.push({ t: 'live', from, user: from, data });
      if (line) server.deliver(line);
    }
    expect(changed).toBe(0);
    expect(told).toBe(5);
    expect(ada.client.peers.all().get('x2')?.data.cursor).toEqual({ x: 4, y: 0 });
  });

  it('[FE-10] that went silent is found and replaced', async () => {
    const ada = join(server, 'ada');
    await calm();
    const dead = ada.line();
    if (dead) server.lines.delete(dead); // no close ever comes
    await calm(30_000);
    expect(ada.client.link).toBe('live');
    expect(ada.line()).not.toBe(dead);
  });

  it('[FE-125] is back within 3 s after a server that was away for 20 s, or for an hour', async () => {
    const ada = join(server, 'ada', { random: () => 0.999 });
    await calm();
    for (const away of [20_000, 3_600_000]) {
      const line = ada.line();
      server.reachable = false;
      if (line) server.cut(line);
      await vi.advanceTimersByTimeAsync(away);
      expect(ada.client.link).toBe('offline');
      server.reachable = true;
      await calm(3_000);
      expect(ada.client.link).toBe('live');
    }
  });

  it('[FE-125] asks by HTTP while the server is away, and opens no socket in vain', async () => {
    let probes = 0;
    const probe = async () => {
      probes++;
      return server.reachable ? ('fine' as const) : ('unreachable' as const);
    };
    const ada = join(server, 'ada', { probe });
    await calm();
    const line = ada.line();
    server.reachable = false;
    if (line) server.cut(line);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(probes).toBeGreaterThan(20);
    expect(ada.client.counters.connects).toBe(2);
  });

  it('[FE-125] of a page that nobody looks at waits longer, and tries at once when somebody does', async () => {
    let hidden = true;
    let probes = 0;
    const probe = async () => {
      probes++;
      return server.reachable ? ('fine' as const) : ('unreachable' as const);
    };
    const ada = join(server, 'ada', { hidden: () => hidden, probe });
    await calm();
    const line = ada.line();
    server.reachable = false;
    if (line) server.cut(line);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(probes).toBeLessThan(600_000 / 7_500);
    server.reachable = true;
    hidden = false;
    ada.client.networkHint();
    await calm(200);
    expect(ada.client.link).toBe('live');
  });

  it('[FE-125] an attempt that hangs is given up', async () => {
    let hang = true;
    const ada = join(server, 'ada', {
      access: () =>
        hang ? new Promise(() => {}) : Promise.resolve({ token: 't', expiresAt: Date.now() + 900_000 }),
    });
    await calm(1_000);
    hang = false;
    await calm(10_000);
    expect(ada.client.link).toBe('live');
  });

  it('[FE-126] resumes by revision within 3 s after the machine has slept', async () => {
    const ada = join(server, 'ada');
    await calm();
    add(ada, 'w1');
    ada.client.edit('w1', 'todo.add', { id: 't0', text: 'evening' });
    await calm();
    const before = ada.events.length;
    ada.client.edit('canvas', 'rename', { title: 'made on the way out' });
    const dead = ada.line();
    if (dead) server.lines.delete(dead); // no close ever comes
    vi.setSystemTime(Date.now() + 8 * 3_600_000); // the clock goes on, timers do not
    const bob = join(server, 'bob');
    bob.client.edit('w1', 'todo.add', { id: 't1', text: 'overnight' });
    await calm(3_000);
    expect(ada.client.link).toBe('live');
    expect(ada.line()).not.toBe(dead);
    expect(todosOf(ada, 'w1')).toEqual(['evening', 'overnight']);
    expect(server.canvas.title).toBe('made on the way out');
    const heard = ada.events.slice(before).map(({ type }) => type);
    expect(heard.sort()).toEqual(['renamed', 'todo.created']);
  });

  it('[FE-126] keeps a socket that is still alive after a short sleep', async () => {
    const ada = join(server, 'ada');
    await calm();
    const line = ada.line();
    vi.setSystemTime(Date.now() + 20_000);
    await calm(3_000);
    expect(ada.line()).toBe(line);
    expect(ada.client.counters.connects).toBe(1);
  });

  it('[FE-11] ends for good when the right is revoked or the canvas is not there', async () => {
    const ada = join(server, 'ada');
    await calm();
    const line = ada.line();
    if (line) server.cut(line, 4403);
    await calm(30_000);
    expect(ada.client.link).toBe('revoked');
    server.reachable = false;
    const bob = join(server, 'bob', { probe: async () => 'not-found' });
    await calm(1_000);
    expect(bob.client.link).toBe('not-found');
  });

  it('[FE-12] renews its token before it ends and brings another one when it was refused', async () => {
    const asked: (string | undefined)[] = [];
    let n = 0;
    const ada = join(server, 'ada', {
      access: async (refused) => {
        asked.push(refused);
        n++;
        return { token: `token-${n}`, expiresAt: Date.now() + 120_000 };
      },
    });
    await calm();
    await calm(70_000);
    expect(n).toBe(2);
    const line = ada.line();
    if (line) server.cut(line, 4401);
    await calm(3_000);
    expect(asked.at(-1)).toBe('token-2');
    expect(ada.client.link).toBe('live');
  });

  it('[FE-13] never sends a message over the limit, however much is waiting', async () => {
    const ada = join(server, 'ada');
    await calm();
    add(ada, 'w1');
    await calm();
    const sizes: number[] = [];
    const line = ada.line();
    const push = line?.toServer.push.bind(line.toServer);
    if (line && push)
      line.toServer.push = (...texts: string[]) => {
        for (const text of texts) sizes.push(new TextEncoder().encode(text).length);
        return push(...texts);
      };
    for (let i = 0; i < 150; i++) ada.client.edit('w1', 'todo.add', { id: `t${i}`, text: 'ü'.repeat(500) });
    await calm(2_000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(64 * 1024);
    expect(sizes.length).toBeGreaterThan(1);
    expect(todosOf(ada, 'w1')).toHaveLength(150);
    ada.client.edit('w1', 'set-state', { patch: { big: 'x'.repeat(70_000) } });
    await calm();
    expect(ada.refused.at(-1)?.code).toBe('too-large');
  });
});

describe('convergence', () => {
  it.each(Array.from({ length: 12 }, (_, i) => i + 1))(
    '[FE-14][C4] seed %i: clients with drops, delays, retries and reloads end equal, each edit once',
    async (seed) => {
      const random = seeded(seed * 7919);
      const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
      server.retries = () => random() < 0.08;
      const names = ['ada', 'bob', 'eve'];
      const benches = new Map(names.map((name) => [name, join(server, name, { random })]));
      const refused: Bench['refused'] = [];
      const made: string[] = [];
      await calm();
      for (let step = 0; step < 400; step++) {
        const name = pick(names) ?? 'ada';
        const bench = benches.get(name);
        if (!bench) continue;
        const roll = random();
        if (roll < 0.45) made.push(randomEdit(bench, random));
        else if (roll < 0.6) {
          const line = pick([...server.lines]);
          if (line) server.takeOne(line);
        } else if (roll < 0.8) {
          const line = pick([...server.lines]);
          if (line) server.deliver(line, 1 + Math.floor(random() * 4));
        } else if (roll < 0.84) {
          const line = pick([...server.lines]);
          if (line) server.cut(line, random() < 0.5 ? 1006 : 1012);
        } else if (roll < 0.86) {
          // reload: a new page with the same client and what storage kept
          bench.client.stop();
          refused.push(...bench.refused);
          benches.set(name, join(server, name, { random, outbox: memoryOutbox(bench.outbox.load()) }));
        } else if (roll < 0.87) server.reachable = !server.reachable;
        else await vi.advanceTimersByTimeAsync(Math.floor(random() * 400));
      }
      server.reachable = true;
      server.retries = () => false;
      await calm(60_000);

      const truth = JSON.stringify([server.canvas.title, [...places(server.canvas)].sort()]);
      for (const bench of benches.values()) {
        refused.push(...bench.refused);
        const { model } = bench.client;
        expect(bench.client.unsaved()).toEqual([]);
        expect(bench.outbox.edits).toEqual([]);
        expect([...model.pending()]).toEqual([]);
        const canvas = model.current;
        expect(canvas && JSON.stringify([canvas.title, [...places(canvas)].sort()])).toBe(truth);
        for (const [id, widget] of server.widgets) expect(model.widget(id)).toEqual(widget.value);
      }
      const said = new Set(refused.map(({ edit }) => edit.id));
      for (const id of made) expect((server.effects.get(id) ?? 0) + (said.has(id) ? 1 : 0)).toBe(1);
    },
  );
});

function randomEdit(bench: Bench, random: () => number): string {
  const { client } = bench;
  const n = () => Math.floor(random() * 6);
  const widget = `w${n()}`;
  const roll = random();
  if (roll < 0.15) return add(bench, widget, n(), n()).id;
  if (roll < 0.35) return client.edit('canvas', 'move-widget', { widget, position: { x: n(), y: n() } }).id;
  if (roll < 0.42) return client.edit('canvas', 'remove-widget', { widget }).id;
  if (roll < 0.5) return client.edit('canvas', 'restore-widget', { widget }).id;
  if (roll < 0.55)
    return client.edit('canvas', 'rename', { title: random() < 0.2 ? 'Forbidden' : `T${n()}` }).id;
  if (roll < 0.7)
    return client.edit(widget, 'todo.add', { id: `t${Math.floor(random() * 1e9)}`, text: `${n()}` }).id;
  const todos = (client.model.widget(widget)?.state.todos as { id: string }[] | undefined) ?? [];
  const id = todos[Math.floor(random() * todos.length)]?.id ?? 'none';
  if (roll < 0.8) return client.edit(widget, 'todo.toggle', { id, done: random() < 0.5 }).id;
  if (roll < 0.87) return client.edit(widget, 'todo.edit', { id, text: `e${n()}` }).id;
  if (roll < 0.93) return client.edit(widget, 'todo.remove', { id }).id;
  return client.edit(widget, 'set-state', { patch: { k: n() } }).id;
}
