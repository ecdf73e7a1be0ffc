/**
 * One open canvas: its live connection, its manager, its bus and its presence, and what they put into the store.
 * Not here: the connection itself (live), the page.
 */
import type { CanvasEvent } from '@gesso/sdk';
import { type Code, type EventFrame, type MemberView, millisOf, type Role } from '@gesso/sdk/protocol';
import { Bus } from '../bus/index.ts';
import { ApiError } from '../http/index.ts';
import {
  clientsOfTab,
  clientsWithEdits,
  connectBrowser,
  LiveClient,
  type LiveListener,
  type Probe,
  storedOutbox,
} from '../live/index.ts';
import type { Host } from '../modules.ts';
import { PagePresence } from '../presence/presence.ts';
import { project } from '../state/project.ts';
import { closeCanvas, logEvent, notify } from '../state/store.ts';
import type { SaveStatus } from '../state/types.ts';
import { Manager } from './manager.ts';
import type { Canvas } from './rules.ts';
import { refusalText } from './words.ts';

export interface OpenCanvas {
  readonly id: string;
  readonly manager: Manager;
  readonly presence: PagePresence;
  readonly bus: Bus;
  readonly live: LiveClient;
  close(): void;
}

const EDITORS: ReadonlySet<Role | undefined> = new Set<Role | undefined>(['owner', 'editor']);
const OWNERS_ONLY: ReadonlySet<string> = new Set(['configure-grid']);

export async function openCanvas(host: Host, id: string): Promise<OpenCanvas> {
  const user = host.security.session().user;
  if (!user)
    throw new ApiError(
      401,
      'unauthenticated',
      'Signed out',
      'Enter to see this canvas.',
      undefined,
      [],
      undefined,
    );
  closeCanvas(host.store);
  const clients = await clientsOfTab(clientsWithEdits(localStorage, user.id, id));
  const [client = '', ...orphans] = clients;
  const bus = new Bus();
  const refused = new Map<string, { n: number; code: Code; detail: string }>();
  let open = true;

  const listener: LiveListener = {
    changed: () => publish(),
    event: (event) => heard(event),
    refused: (edit, code, detail) => {
      const widget = edit.to === 'canvas' ? (edit.data.widget as string | undefined) : edit.to;
      const text = refusalText(code, detail);
      if (widget) refused.set(widget, { n: (refused.get(widget)?.n ?? 0) + 1, code, detail: text });
      notify(host.store, { kind: 'refused', code, text, widget });
    },
    storageFull: () =>
      notify(host.store, {
        kind: 'warning',
        code: 'storage',
        text: 'This browser has no room left: keep this page open until all changes are durable.',
        widget: undefined,
      }),
    live: () => {},
  };
  const start = (name: string, courier: boolean, to: LiveListener) => {
    const one = new LiveClient({
      canvas: id,
      user: { id: user.id, name: user.name },
      client: name,
      connect: connectBrowser,
      access: (token) => host.security.access(token),
      probe: () => probe(host, id),
      outbox: storedOutbox(localStorage, user.id, id, name),
      app: (appId) => host.registry.peek(appId),
      listener: to,
      courier,
    });
    one.start();
    return one;
  };

  const live = start(client, false, listener);
  const couriers = orphans.map((orphan) => bringHome(orphan, start, listener));
  const manager = new Manager({
    canvas: () => live.model.current,
    app: (appId) => host.registry.peek(appId),
    config: (widget) => live.model.widget(widget)?.config,
    may: (command) =>
      live.role === undefined || (OWNERS_ONLY.has(command) ? live.role === 'owner' : EDITORS.has(live.role)),
    send: (to, command, data, cause) => live.edit(to, command, data, cause),
    refuse: (command, widget) => {
      const text = OWNERS_ONLY.has(command)
        ? 'Only an owner changes the grid of this canvas.'
        : refusalText('forbidden', '');
      if (widget)
        refused.set(widget, { n: (refused.get(widget)?.n ?? 0) + 1, code: 'forbidden', detail: text });
      notify(host.store, { kind: 'refused', code: 'forbidden', text, widget });
      publish();
    },
  });

  let known: { from: Canvas['members']; list: MemberView[] } | undefined;
  const members = (canvas: Canvas): MemberView[] => {
    if (known?.from !== canvas.members) known = { from: canvas.members, list: membersOf(canvas) };
    return known.list;
  };

  function publish(): void {
    const canvas = live.model.current;
    if (!open) return;
    const unsaved = live.unsaved();
    host.store.setState((before) => ({
      status: statusOf(live, unsaved.length),
      peers: samePeers(before.peers, live),
      ...(canvas
        ? {
            ...project(before, { canvas, widget: (of) => live.model.widget(of), unsaved, refused }),
            canvas: {
              id,
              title: canvas.title,
              revision: live.model.rev('canvas') ?? 0,
              at: live.model.at,
              role: live.role ?? 'viewer',
              canEdit: EDITORS.has(live.role),
              isOwner: live.role === 'owner',
              layouts: canvas.layouts,
              members: members(canvas),
              session: live.session,
            },
          }
        : {}),
    }));
  }

  function heard(event: EventFrame): void {
    const { of, rev, at, by, op, type, data } = event;
    logEvent(host.store, { of, rev, at, time: millisOf(at), by, op, type, data, own: by === user?.id });
    const told: CanvasEvent = { type, source: of, data, by, at };
    bus.emit(told);
  }

  const hint = () => live.networkHint();
  window.addEventListener('online', hint);
  window.addEventListener('offline', hint);
  const presence = new PagePresence(live);
  const opened = { id, live, manager, bus };
  host.open = opened;
  publish();
  return {
    id,
    manager,
    presence,
    bus,
    live,
    close() {
      open = false;
      window.removeEventListener('online', hint);
      window.removeEventListener('offline', hint);
      presence.stop();
      live.stop();
      for (const courier of couriers) courier.stop();
      if (host.open === opened) host.open = undefined;
    },
  };
}

/** A second connection that only sends what a closed tab left behind, as that tab's client. */
function bringHome(
  orphan: string,
  start: (client: string, courier: boolean, listener: LiveListener) => LiveClient,
  listener: LiveListener,
): LiveClient {
  const courier: LiveClient = start(orphan, true, {
    ...listener,
    changed: () => {
      if (courier && courier.unsaved().length === 0) courier.stop();
    },
    event: () => {},
  });
  return courier;
}

async function probe(host: Host, id: string): Promise<Probe> {
  try {
    await host.api(`/api/canvas/${encodeURIComponent(id)}`);
    return 'fine';
  } catch (error) {
    if (!(error instanceof ApiError)) return 'unreachable';
    if (error.status === 404 || error.status === 410) return 'not-found';
    if (error.status === 403) return 'forbidden';
    return error.status === 401 ? 'unauthenticated' : 'unreachable';
  }
}

/** The one status of the page. */
export function statusOf(live: Pick<LiveClient, 'link' | 'role' | 'model'>, count: number): SaveStatus {
  if (live.model.current?.deleted) return { kind: 'closed', reason: 'deleted' };
  switch (live.link) {
    case 'revoked':
    case 'not-found':
    case 'forbidden':
    case 'signed-out':
      return { kind: 'closed', reason: live.link };
    case 'connecting':
    case 'stopped':
      return { kind: 'loading' };
    case 'reconnecting':
    case 'offline':
      return { kind: live.link, count };
    case 'live':
      if (!live.model.current) return { kind: 'loading' };
      if (count > 0) return { kind: 'saving', count };
      return EDITORS.has(live.role) ? { kind: 'durable' } : { kind: 'viewing' };
  }
}

/** In the order of their ids, which is the same on every screen. */
const membersOf = (canvas: Canvas): MemberView[] =>
  [...canvas.members]
    .map(([user, { role, name }]) => (name === undefined ? { user, role } : { user, role, name }))
    .sort((a, b) => (a.user < b.user ? -1 : 1));

function samePeers(before: readonly { session: string }[], live: LiveClient) {
  const now = [...live.peers.all().values()].map(({ peer }) => peer);
  const same = before.length === now.length && now.every((peer, i) => peer === before[i]);
  return (same ? before : now) as typeof now;
}
