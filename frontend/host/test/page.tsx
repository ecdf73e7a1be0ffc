/** A page for component tests: a host whose apps and canvas the test makes. */
import { EditRefused, type MicroAppModule, type SettingsModule } from '@gesso/sdk';
import type { EventFrame, JsonObject, LiveData, Role } from '@gesso/sdk/protocol';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import { Bus } from '../src/bus/index.ts';
import { aboutOf } from '../src/canvas/about.ts';
import { CanvasProvider } from '../src/canvas/handle.ts';
import { Manager } from '../src/canvas/manager.ts';
import { maySend } from '../src/canvas/rights.ts';
import type { OpenCanvas } from '../src/canvas/session.ts';
import { Intents } from '../src/intents/intents.ts';
import { LiveModel } from '../src/live/model.ts';
import { PeerList } from '../src/live/peers.ts';
import { host } from '../src/modules.ts';
import { PagePresence } from '../src/presence/presence.ts';
import { project } from '../src/state/project.ts';
import { closeCanvas } from '../src/state/store.ts';
import { TODO } from './modelServer.ts';

export type Modules = { Widget?: MicroAppModule; Settings?: SettingsModule; Preview?: unknown };

/** Makes these modules what the registry and the federation runtime would give. */
export function installApps(apps: Record<string, Modules>): void {
  vi.spyOn(host.registry, 'ensure').mockImplementation(async (id) => ({ ...TODO, id }));
  vi.spyOn(host.registry, 'ensureVersion').mockImplementation(async (id, version) => ({
    ...TODO,
    id,
    version,
  }));
  vi.spyOn(host.registry, 'peek').mockImplementation((id) => (apps[id] ? { ...TODO, id } : undefined));
  for (const id of Object.keys(apps))
    for (const release of [id, `${id}@${TODO.version}`]) host.loader.unloadModule(release);
  const source = (host.loader as unknown as { parts: { source: { load: unknown } } }).parts.source;
  vi.spyOn(
    source as { load(app: string, entry: string, module: string): Promise<unknown> },
    'load',
  ).mockImplementation(async (app, _entry, module) => {
    const found = apps[app]?.[module.replace('./', '') as keyof Modules];
    if (found === undefined) throw new TypeError('Failed to fetch dynamically imported module');
    return found;
  });
}

export interface TestCanvas {
  canvas: OpenCanvas;
  model: LiveModel;
  sent: { to: string; do: string; data: JsonObject; cause?: string | undefined; id: string }[];
  /** The others on the canvas, and what they see of me. */
  peers: PeerList;
  shown: LiveData[];
  /** The server's answer to everything sent so far: nothing is pending any more. */
  event(of: string, type: string, data: JsonObject, by?: string, at?: number): void;
  role(role: Role): void;
  publish(): void;
}

/** An open canvas with these widgets, on a model alone: edits are recorded, not sent. */
export function testCanvas(
  widgets: { id: string; appId?: string; state?: JsonObject; config?: JsonObject }[],
  { refuse = false }: { refuse?: boolean } = {},
): TestCanvas {
  closeCanvas(host.store);
  vi.spyOn(host.security, 'session').mockReturnValue({
    status: 'signed-in',
    user: { id: 'ada', name: 'Ada Byron', guest: false, roles: [], tenant: 'test' },
  });
  host.store.setState({ user: host.security.session().user });
  const model = new LiveModel('ada', () => TODO);
  const sent: TestCanvas['sent'] = [];
  const shown: LiveData[] = [];
  let role: Role = 'editor';
  const views = widgets.map(({ id, appId = 'todo' }, i) => ({
    id,
    appId,
    appVersion: '1.0.0',
    backend: appId,
    title: id,
    position: { x: 0, y: i * 4 },
    wanted: { x: 0, y: i * 4 },
    size: { w: 3, h: 4 },
    min: { w: 2, h: 2 },
    max: { w: 12, h: 24 },
    z: i + 1,
    locked: false,
  }));
  const grid = { columns: 12, rowHeight: 72, gap: 24, collision: 'push' };
  const members = [
    { user: 'ada', role: 'owner', name: 'Ada Byron' },
    { user: 'bob', role: 'editor', name: 'Bob Noyce' },
  ];
  const view = {
    id: 'c1',
    title: 'Test',
    revision: 1,
    at: 1,
    grid,
    widgets: views,
    removed: [],
    layouts: [],
    members,
  };
  model.applyState('canvas', 1, 1, view as unknown as JsonObject);
  for (const { id, appId = 'todo', state, config } of widgets)
    model.applyState(id, 0, 1, {
      app: { id: appId, version: '1.0.0' },
      config: config ?? {},
      state: { ...(appId === 'todo' ? { todos: [] } : {}), ...state },
    });
  const bus = new Bus(() => {});
  const publish = () => {
    const canvas = model.current;
    if (!canvas) return;
    const unsaved = [...model.pending()].filter((one) => !one.seen);
    host.store.setState((before) => ({
      ...project(before, {
        canvas,
        breakpoint: 'desktop',
        widget: (id) => model.widget(id),
        unsaved,
        refused: new Map(),
      }),
      canvas: {
        id: 'c1',
        title: canvas.title,
        revision: 1,
        at: 1,
        role,
        canEdit: role === 'owner' || role === 'editor',
        canComment: true,
        isOwner: role === 'owner',
        grid: canvas.grid,
        arranged: [],
        layouts: [],
        members: [...canvas.members].map(([user, member]) => ({ user, ...member })),
        session: 's1',
      },
    }));
  };
  let n = 0;
  const manager = new Manager({
    canvas: () => model.current,
    app: () => TODO,
    breakpoint: () => 'desktop',
    may: (command) => maySend(role, command),
    send: (to, command, data, cause) => {
      const id = `op-${++n}`;
      sent.push({ to, do: command, data, cause, id });
      if (refuse) {
        const done = Promise.reject(new EditRefused('conflict', 'refused'));
        done.catch(() => {}); // as on the page: who does not ask is not told
        return { id, done };
      }
      model.push({ id, to, do: command, data, at: 2, seen: false });
      publish();
      return { id, done: Promise.resolve({}) };
    },
    refuse: () => {},
    shut: () => undefined,
  });
  const peers = new PeerList();
  const presence = new PagePresence({ peers, setLive: (data) => shown.push(data) });
  const intents = new Intents(host, manager);
  const parts = { id: 'c1', manager, bus, presence, intents, live: {}, close: () => {} };
  const canvas = parts as unknown as OpenCanvas;
  publish();
  return {
    canvas,
    model,
    peers,
    shown,
    sent,
    publish,
    role(next) {
      role = next;
      publish();
    },
    event(of, type, data, by = 'bob', at = 3) {
      for (const { id } of [...model.pending()]) model.drop(id);
      const rev = (model.rev(of) ?? 0) + 1;
      const frame: EventFrame = { t: 'ev', of, rev, at, by, client: 'tab', op: 'op', type, data };
      model.applyEvent(frame);
      const about = type.includes('.') ? aboutOf(model.widget(of)?.state, data) : undefined;
      bus.emit({ type, source: of, data, by, at, ...(about === undefined ? {} : { about }) });
      publish();
    },
  };
}

export const show = ({ canvas }: TestCanvas, children: ReactNode) =>
  render(children, {
    wrapper: ({ children: inside }: { children: ReactNode }) => (
      <CanvasProvider value={canvas}>{inside}</CanvasProvider>
    ),
  });
