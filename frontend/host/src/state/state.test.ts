import type { JsonObject } from '@gesso/sdk/protocol';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { testCanvas } from '../../test/page.tsx';
import type { ApiClient } from '../http/index.ts';
import { host } from '../modules.ts';
import type { Session } from '../security/types.ts';
import { PreferenceKeeper } from './preferences.ts';
import { createCanvasStore, EVENT_LOG_LIMIT, logEvents, notify } from './store.ts';
import type { EventLogEntry } from './types.ts';

beforeEach(() => {
  localStorage.clear();
});
const state = () => host.store.getState();

describe('the state of a canvas', () => {
  it('[S1] has widgets in reading order and the grid, and replaces only what changed', () => {
    const page = testCanvas([{ id: 'b' }, { id: 'a' }]);
    expect(state().layout.widgets.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(state().layout.grid).toMatchObject({ columns: 12, collision: 'push' });
    const before = state();
    page.event('a', 'todo.created', { id: 't', text: 'x', done: false, userId: 'bob', createdAt: 'now' });
    expect(state().widgets.b).toBe(before.widgets.b);
    expect(state().widgets.a).not.toBe(before.widgets.a);
    expect(state().layout.grid).toBe(before.layout.grid);
    const settled = state();
    page.publish();
    expect(state().layout).toBe(settled.layout);
    expect(state().widgets).toBe(settled.widgets);
  });
  it('[S1] is the same on all clients that folded the same events, whoever was away', async () => {
    const moved: JsonObject = { widget: 'a', position: { x: 4, y: 1 }, from: { x: 0, y: 4 } };
    const one = testCanvas([{ id: 'b' }, { id: 'a' }]);
    one.event('canvas', 'widget-moved', moved);
    const first = JSON.stringify(state().layout);
    const two = testCanvas([{ id: 'a' }, { id: 'b' }].reverse());
    two.event('canvas', 'widget-moved', moved);
    expect(JSON.stringify(state().layout)).toBe(first);
  });
  it('[FE-70] shows own edits of place and content on their widget until they are durable', () => {
    const page = testCanvas([{ id: 'a' }]);
    page.canvas.manager.updateWidgetPosition('a', { x: 3, y: 0 });
    page.canvas.manager.edit('a', 'todo.add', { id: 't', text: 'x' });
    expect(state().widgets.a?.pending.map((edit) => edit.do)).toEqual(['move-widget', 'todo.add']);
    expect(state().widgets.a?.position).toEqual({ x: 3, y: 0 });
    page.event(
      'canvas',
      'widget-moved',
      { widget: 'a', position: { x: 3, y: 0 }, from: { x: 0, y: 0 } },
      'ada',
    );
    expect(state().widgets.a?.pending).toEqual([]);
  });
  it('[FE-73] tells notices apart also when the ones before have been read', () => {
    const store = createCanvasStore();
    const told = () => store.getState().notices.map(({ n }) => n);
    const refused = { kind: 'refused', code: 'invalid', text: 'No', widget: 'a' } as const;
    notify(store, refused);
    const [first = 0] = told();
    store.setState({ notices: [] });
    notify(store, refused);
    expect(told()[0]).toBeGreaterThan(first);
  });
  it('[S3] has the config of each widget', () => {
    testCanvas([{ id: 'a', config: { heading: 'Shop' } }]);
    expect(state().appConfigs.get('a')).toEqual({ heading: 'Shop' });
  });
  it('[S6] keeps a bounded log of events, newest last', () => {
    const entry = {
      of: 'canvas',
      at: 1,
      time: 0,
      by: 'ada',
      op: 'op',
      correlation: 'op',
      type: 'renamed',
      data: {},
      own: true,
    };
    const revs = Array.from({ length: EVENT_LOG_LIMIT + 5 }, (_, i) => i + 1);
    let eventLog: readonly EventLogEntry[] = [];
    for (const rev of revs) eventLog = logEvents(eventLog, [{ ...entry, rev }]);
    expect(logEvents(eventLog, [])).toBe(eventLog);
    const together = logEvents(
      [],
      revs.map((rev) => ({ ...entry, rev })),
    );
    expect(together).toEqual(eventLog);
    expect(eventLog).toHaveLength(EVENT_LOG_LIMIT);
    expect(eventLog.at(-1)).toMatchObject({ n: EVENT_LOG_LIMIT + 5, rev: EVENT_LOG_LIMIT + 5 });
  });
});

describe('the canvas manager', () => {
  it('[C2] gives a new widget a stable id, a free place and a size that the app allows', () => {
    const page = testCanvas([{ id: 'a' }]);
    const id = page.canvas.manager.addWidget({ appId: 'todo', size: { w: 1, h: 99 } });
    expect(id).toMatch(/^[a-z0-9-]{1,40}$/);
    expect(page.sent.at(-1)).toMatchObject({
      do: 'add-widget',
      data: { widget: id, appId: 'todo', position: { x: 3, y: 0 }, size: { w: 2, h: 24 } },
    });
    expect(state().widgets[id]?.position).toEqual({ x: 3, y: 0 });
  });
  it('[C1][C5] keeps positions, sizes and grids inside their limits, and sends nothing for no change', () => {
    const page = testCanvas([{ id: 'a' }]);
    page.role('owner');
    const { manager } = page.canvas;
    manager.updateWidgetPosition('a', { x: 99, y: -5 });
    manager.updateWidgetSize('a', { w: 99, h: 0 });
    manager.updateWidgetPosition('a', { x: Number.NaN, y: 2.4 });
    manager.initializeGrid({ columns: 8 });
    expect(page.sent.map(({ data }) => data)).toEqual([
      { widget: 'a', position: { x: 9, y: 0 } },
      { widget: 'a', size: { w: 3, h: 2 } },
      { widget: 'a', position: { x: 0, y: 2 } },
      { columns: 8 },
    ]);
    manager.updateWidgetPosition('a', { x: 0, y: 2 });
    expect(page.sent).toHaveLength(4);
  });
  it('[C6] previews where everything would be shown', () => {
    const page = testCanvas([{ id: 'a' }, { id: 'b' }]);
    const ghost = page.canvas.manager.preview('b', { position: { x: 1, y: 0 } });
    expect(ghost.get('b')?.position).toEqual({ x: 1, y: 4 });
    expect(ghost.get('a')?.position).toEqual({ x: 0, y: 0 });
  });
  it('[C7][C8] saves a layout with its id, and refuses to load an unknown one without touching anything', async () => {
    const page = testCanvas([{ id: 'a' }]);
    await expect(page.canvas.manager.loadLayout('none')).rejects.toMatchObject({ code: 'not-found' });
    expect(page.sent).toEqual([]);
    const saved = await page.canvas.manager.saveLayout('Morning');
    expect(saved).toMatchObject({
      name: 'Morning',
      places: { a: { position: { x: 0, y: 0 }, size: { w: 3, h: 4 } } },
    });
  });
  it('[C3] takes a widget away at once and brings it back with its content', () => {
    const page = testCanvas([{ id: 'a' }, { id: 'b', state: { note: 'kept' } }]);
    page.event('canvas', 'widget-removed', { widget: 'b' });
    expect(state().widgets.b).toBeUndefined();
    expect(state().removed).toEqual([{ id: 'b', title: 'b', appId: 'todo' }]);
    page.canvas.manager.restoreWidget('b');
    expect(state().widgets.b?.state).toMatchObject({ note: 'kept' });
  });
  it('[X5] lets a viewer change nothing', async () => {
    const page = testCanvas([{ id: 'a' }]);
    page.role('viewer');
    const edit = page.canvas.manager.edit('a', 'todo.add', { id: 't', text: 'x' });
    page.canvas.manager.removeWidget('a');
    await expect(edit.done).rejects.toMatchObject({ code: 'forbidden' });
    expect(page.sent).toEqual([]);
    expect(state().widgets.a).toBeDefined();
  });
});

describe('preferences', () => {
  const session: Session = {
    status: 'signed-in',
    user: { id: 'u1', name: 'Ada', guest: false, roles: [], tenant: 't' },
  };
  /** The words of the server's document: it refuses every other. */
  const WORDS = ['theme', 'reducedMotion', 'language', 'recommendations'];
  const device = (server: { kept: JsonObject; reachable: boolean }) => {
    localStorage.clear(); // another device
    const store = createCanvasStore();
    const api = (async (path: string, options?: { body?: JsonObject }) => {
      if (!server.reachable) throw new Error('offline');
      const unknown = Object.keys(options?.body ?? {}).filter((name) => !WORDS.includes(name));
      if (unknown.length > 0) throw new Error(`400: ${unknown}`);
      if (path === '/api/auth/preferences') server.kept = { ...server.kept, ...options?.body };
      return { id: 'u1', name: 'Ada', guest: false, preferences: server.kept };
    }) as unknown as ApiClient;
    const keeper = new PreferenceKeeper(api, localStorage, store, {
      session: () => session,
      describe: vi.fn(),
    });
    return { keeper, now: () => store.getState().preferences };
  };
  it('[S5] follow the person to another device', async () => {
    const server = { kept: {}, reachable: true };
    const first = device(server);
    await first.keeper.set({ theme: 'dark', reducedMotion: 'on', language: 'de' });
    expect(server.kept).toEqual({ theme: 'dark', reducedMotion: 'on', language: 'de' });
    const second = device(server);
    expect(second.now().theme).toBe('system');
    await second.keeper.follow();
    expect(second.now()).toEqual({
      theme: 'dark',
      reducedMotion: 'on',
      language: 'de',
      recommendations: 'on',
    });
  });
  it('[S5] are brought to the server although an older page has left a word that it does not know', async () => {
    const server = { kept: {} as JsonObject, reachable: true };
    const first = device(server);
    localStorage.setItem('gesso.preferences.unsent|u1', JSON.stringify({ motion: 'reduced', theme: 'dark' }));
    await first.keeper.follow();
    expect(server.kept).toEqual({ theme: 'dark' });
  });
  it('[S5] changed without network are brought to the server by the next visit', async () => {
    const server = { kept: { theme: 'light' } as JsonObject, reachable: false };
    const first = device(server);
    await first.keeper.set({ theme: 'dark' });
    expect(first.now().theme).toBe('dark');
    server.reachable = true;
    await first.keeper.follow();
    expect(server.kept.theme).toBe('dark');
    expect(first.now().theme).toBe('dark');
  });
});
