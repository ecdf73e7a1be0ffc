/**
 * One open canvas: its live connection, its manager, its bus and its presence, and what they put into the store.
 * Not here: the connection itself (live), the page.
 */
import type { CanvasEvent } from '@gesso/sdk';
import {
  type Code,
  type CommentView,
  type EventFrame,
  type Grid,
  type MemberView,
  millisOf,
  type Screen,
  type WidgetState,
} from '@gesso/sdk/protocol';
import { Bus } from '../bus/index.ts';
import { ApiError, type Page } from '../http/index.ts';
import { Intents } from '../intents/intents.ts';
import {
  canvasesWithEdits,
  clientsOfTab,
  clientsWithEdits,
  connectBrowser,
  type KeptEdit,
  LiveClient,
  type LiveListener,
  type Probe,
  storedOutbox,
} from '../live/index.ts';
import type { Host } from '../modules.ts';
import { PagePresence } from '../presence/presence.ts';
import { releaseOf } from '../registry/types.ts';
import { project } from '../state/project.ts';
import { closeCanvas, logEvents, notify } from '../state/store.ts';
import type { EventLogEntry, PastMark, SaveStatus } from '../state/types.ts';
import { aboutOf } from './about.ts';
import { inOrder } from './comments.ts';
import { keepWhileOpen } from './keeping.ts';
import { type KeptCanvas, keptCanvas } from './kept.ts';
import { Manager } from './manager.ts';
import { MemberNames } from './names.ts';
import { beforePicture } from './picture.ts';
import { isForOwners, isOfApp, mayComment, mayEdit, maySend } from './rights.ts';
import type { Canvas } from './rules.ts';
import { type Breakpoint, isArranged } from './screens.ts';
import { refusalText } from './words.ts';

export interface OpenCanvas {
  readonly id: string;
  readonly manager: Manager;
  readonly presence: PagePresence;
  readonly bus: Bus;
  readonly live: LiveClient;
  /** Shows the arrangement of this breakpoint, and changes it from now on. */
  show(breakpoint: Breakpoint): void;
  readonly intents: Intents;
  /** Given to the apps of the past: nothing leaves through it, and nothing of now comes. */
  readonly inPast?: true;
  /** Shows this instead of the present, which goes on underneath; undefined shows the present. */
  showPast(past: ShownPast | undefined): void;
  close(): void;
}
/** A canvas as it was. */
export interface ShownPast {
  readonly at: number;
  readonly canvas: Canvas;
  widget(id: string): WidgetState | undefined;
  /** What to answer who wants to change something. */
  readonly why: string;
}

/** A server that does not answer sooner is not there for a socket either. */
const PROBE_MILLIS = 5_000;
/** What an app sends and the server refuses is told so often at most: an app may send without end. */
const TOLD_MS = 5_000;
/** When to look at once whether the server is there. */
const HINTS = ['online', 'offline', 'pageshow', 'focus'] as const;
type LogLine = Omit<EventLogEntry, 'n'>;

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
  stopBringing(id);
  const [client = '', ...orphans] = await clientsOfTab(await clientsWithEdits(localStorage, user.id, id));
  const bus = new Bus();
  const refused = new Map<string, { n: number; code: Code; detail: string }>();
  let open = true;
  let breakpoint: Breakpoint = 'desktop';
  let past: ShownPast | undefined;
  const told = new Map<string, number>();
  const mayTell = (widget: string): boolean => {
    const now = performance.now();
    if (now - (told.get(widget) ?? Number.NEGATIVE_INFINITY) < TOLD_MS) return false;
    told.set(widget, now);
    return true;
  };

  const listener: LiveListener = {
    changed: () => pictures.now(),
    heard: () => pictures.soon(),
    event: (event) => heard(event),
    refused: (edit, code, detail) => {
      const widget = edit.to === 'canvas' ? (edit.data.widget as string | undefined) : edit.to;
      const text = refusalText(code, detail);
      if (widget) refused.set(widget, { n: (refused.get(widget)?.n ?? 0) + 1, code, detail: text });
      if (edit.to === 'canvas' || mayTell(edit.to))
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
    registry: (apps) => host.registry.stand(apps),
  };
  const live = await connectAs(host, id, client, false, listener, await keptCanvas(user.id, id));
  const couriers = await Promise.all(orphans.map((orphan) => bringHome(host, id, orphan, listener)));
  const manager = new Manager({
    canvas: () => past?.canvas ?? live.model.current,
    shut: () => past?.why,
    app: (appId) => host.registry.peek(appId),
    breakpoint: () => breakpoint,
    may: (command) => maySend(live.role, command),
    send: (to, command, data, cause, correlation) => live.edit(to, command, data, cause, correlation),
    refuse: (command, widget) => {
      const text = past
        ? past.why
        : isForOwners(command)
          ? 'Only an owner changes the grid of this canvas.'
          : refusalText('forbidden', '');
      if (widget)
        refused.set(widget, { n: (refused.get(widget)?.n ?? 0) + 1, code: 'forbidden', detail: text });
      notify(host.store, { kind: 'refused', code: 'forbidden', text, widget });
      pictures.now();
    },
  });

  const names = new MemberNames(
    async () => (await host.api<Page<MemberView>>(`/api/canvas/${encodeURIComponent(id)}/members`)).items,
    () => pictures.now(),
  );
  let known: { from: Canvas['members']; revision: number; list: MemberView[] } | undefined;
  const members = (canvas: Canvas): MemberView[] => {
    names.seen([...live.peers.all().values()].map(({ peer }) => peer));
    const { revision } = names;
    if (known?.from !== canvas.members || known.revision !== revision) {
      known = { from: canvas.members, revision, list: membersOf(canvas, names) };
      names.need(known.list.flatMap(({ user, name }) => (name === undefined ? [user] : [])));
    }
    return known.list;
  };

  const keeping = keepWhileOpen(user.id, id, () => {
    const model = live.model.confirmed();
    const { role } = live;
    if (!model || !role || host.security.session().user?.id !== user.id) return undefined;
    return { user: user.id, canvas: id, title: model.canvas.value.title, role, savedAt: Date.now(), model };
  });
  const pictures = beforePicture(publish);
  let said: { from: Canvas['comments']; list: readonly CommentView[] } | undefined;
  const commentsOf = ({ comments }: Canvas) => {
    if (said?.from !== comments) said = { from: comments, list: inOrder(comments) };
    return said.list;
  };

  /** Widgets whose apps are fetched ahead: those out of sight are mounted later. */
  let foreseen = 0;
  function publish(): void {
    const canvas = live.model.current && (past?.canvas ?? live.model.current);
    if (!open) return;
    if (canvas) for (const { appId } of canvas.widgets.values()) host.rules.want(appId);
    if (canvas && canvas.widgets.size !== foreseen) {
      foreseen = canvas.widgets.size;
      for (const { appId, appVersion } of canvas.widgets.values())
        host.loader.preloadModule(releaseOf(appId, appVersion));
    }
    const unsaved = live.unsaved();
    const status = statusOf(live, unsaved.length);
    if (status.kind === 'closed' && status.reason !== 'signed-out') keeping.drop();
    else keeping.changed();
    const log = unlogged;
    unlogged = [];
    host.store.setState((before) => ({
      eventLog: logEvents(before.eventLog, log),
      status,
      peers: samePeers(before.peers, live),
      ...(canvas
        ? {
            comments: commentsOf(live.model.current ?? canvas),
            past: samePast(before.past, past),
            ...project(before, {
              canvas,
              breakpoint,
              widget: (of) => (past ? past.widget(of) : live.model.widget(of)),
              unsaved: past ? [] : unsaved,
              refused,
            }),
            canvas: {
              id,
              title: canvas.title,
              revision: live.model.rev('canvas') ?? 0,
              at: live.model.at,
              role: live.role ?? 'viewer',
              canEdit: !past && mayEdit(live.role),
              isOwner: !past && live.role === 'owner',
              canComment: !past && mayComment(live.role),
              grid: sameGrid(before.canvas?.grid, canvas.grid),
              arranged: arrangedScreens(before.canvas?.arranged, canvas),
              layouts: canvas.layouts,
              members: members(canvas),
              session: live.session,
            },
          }
        : {}),
    }));
  }

  /** Told together with what they changed: each has one place in the store's next state. */
  let unlogged: LogLine[] = [];

  function heard(event: EventFrame): void {
    const { of, rev, at, by, op, cause, correlation = op, type, data } = event;
    const why = { op, correlation, ...(cause === undefined ? {} : { cause }) };
    unlogged.push({ of, rev, at, time: millisOf(at), by, type, data, own: by === user?.id, ...why });
    const about = isOfApp(type) ? aboutOf(live.model.widget(of)?.state, data) : undefined;
    const told: CanvasEvent = { type, source: of, data, by, at, ...why };
    bus.emit(about === undefined ? told : { ...told, about });
  }

  const hint = () => live.networkHint();
  const looked = () => {
    if (document.visibilityState === 'visible') hint();
  };
  for (const name of HINTS) window.addEventListener(name, hint);
  document.addEventListener('visibilitychange', looked);
  const presence = new PagePresence(live);
  const unlearn = host.rules.onLearned((app) => live.learned(app));
  const intents = new Intents(host, manager);
  const opened = { id, live, manager, bus, intents };
  host.open = opened;
  pictures.now();
  return {
    id,
    manager,
    presence,
    bus,
    live,
    show(next) {
      if (next === breakpoint) return;
      breakpoint = next;
      pictures.now();
    },
    intents,
    showPast(next) {
      past = next;
      pictures.now();
    },
    close() {
      intents.cancel();
      open = false;
      pictures.stop();
      for (const name of HINTS) window.removeEventListener(name, hint);
      document.removeEventListener('visibilitychange', looked);
      presence.stop();
      unlearn();
      keeping.stop();
      names.end();
      const left = live.unsaved().length > 0;
      live.stop();
      for (const courier of couriers) courier.stop();
      if (host.open === opened) host.open = undefined;
      if (left) void bringEditsHome(host);
    },
  };
}

async function connectAs(
  host: Host,
  canvas: string,
  client: string,
  courier: boolean,
  listener: LiveListener,
  kept?: KeptCanvas,
): Promise<LiveClient> {
  const { id = '', name = '' } = host.security.session().user ?? {};
  const one = new LiveClient({
    canvas,
    user: { id, name },
    client,
    connect: connectBrowser,
    access: (token) => accessAs(host, id, token),
    probe: () => probe(host, canvas),
    outbox: await storedOutbox(localStorage, id, canvas, client),
    app: (appId) => host.registry.peek(appId),
    listener,
    courier,
    hidden: () => document.visibilityState === 'hidden',
  });
  if (kept) {
    one.model.restore(kept.model);
    one.role = kept.role;
  }
  one.start();
  return one;
}

/** A token of this person and nobody else: who signs in meanwhile, in this tab or another, sends no edit of theirs. */
export async function accessAs(
  { security }: Pick<Host, 'security'>,
  person: string,
  refused?: string,
): Promise<{ token: string; expiresAt: number }> {
  const access = await security.access(refused);
  if (security.session().user?.id === person) return access;
  throw new ApiError(
    401,
    'unauthenticated',
    'Signed out',
    'Somebody else is signed in.',
    undefined,
    [],
    undefined,
  );
}

/** A second connection that only sends what a closed tab left behind, as that tab's client. */
async function bringHome(
  host: Host,
  canvas: string,
  client: string,
  listener: LiveListener,
): Promise<LiveClient> {
  let courier: LiveClient | undefined;
  const settled = () => {
    if (courier?.unsaved().length === 0) courier.stop();
  };
  courier = await connectAs(host, canvas, client, true, {
    ...listener,
    changed: settled,
    heard: settled,
    event: () => {},
  });
  settled();
  return courier;
}

/** Canvases whose edits are brought home at once; the next ones have their turn at the next start. */
const BROUGHT_MOST = 8;
const DEAF = { changed() {}, heard() {}, event() {}, storageFull() {}, live() {} };
const bringing = new Map<string, LiveClient[]>();

function stopBringing(canvas: string): void {
  for (const courier of bringing.get(canvas) ?? []) courier.stop();
  bringing.delete(canvas);
}

/**
 * Sends what this person left undone on canvases that are not open: days later, after a new sign-in, from any
 * page. An edit that is refused by then is told on the next canvas.
 */
export async function bringEditsHome(host: Host): Promise<void> {
  const user = host.security.session().user;
  for (const canvas of [...bringing.keys()]) stopBringing(canvas);
  if (!user) return;
  const canvases = (await canvasesWithEdits(localStorage, user.id)).filter((id) => id !== host.open?.id);
  for (const canvas of canvases.slice(0, BROUGHT_MOST)) {
    const left = await clientsWithEdits(localStorage, user.id, canvas);
    const mine = (await clientsOfTab(left)).filter((client) => left.includes(client));
    if (host.open?.id === canvas) continue;
    const refused = ({ to }: KeptEdit, code: Code, detail: string) =>
      notify(host.store, { kind: 'refused', code, text: refusalText(code, detail), widget: to });
    const listener = { ...DEAF, refused };
    bringing.set(canvas, await Promise.all(mine.map((client) => bringHome(host, canvas, client, listener))));
  }
}

async function probe(host: Host, id: string): Promise<Probe> {
  try {
    await host.api(`/api/canvas/${encodeURIComponent(id)}`, {
      once: true,
      signal: AbortSignal.timeout(PROBE_MILLIS),
    });
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
      return mayEdit(live.role) ? { kind: 'durable' } : { kind: 'viewing' };
  }
}

const samePast = (before: PastMark | null, now: ShownPast | undefined): PastMark | null =>
  before && now && before.at === now.at ? before : now ? { at: now.at, why: now.why } : null;

const sameGrid = (before: Grid | undefined, now: Grid): Grid =>
  before && JSON.stringify(before) === JSON.stringify(now) ? before : now;

/** The same array while nothing has changed. */
export function arrangedScreens(before: readonly Screen[] | undefined, canvas: Canvas): readonly Screen[] {
  const now = (['tablet', 'phone'] as const).filter((screen) => isArranged(canvas, screen));
  return before && before.join() === now.join() ? before : now;
}

/** In the order of their ids, which is the same on every screen. */
const membersOf = (canvas: Canvas, names: MemberNames): MemberView[] =>
  [...canvas.members]
    .map(([user, { role, name = names.of(user) }]) =>
      name === undefined ? { user, role } : { user, role, name },
    )
    .sort((a, b) => (a.user < b.user ? -1 : 1));

function samePeers(before: readonly { session: string }[], live: LiveClient) {
  const now = [...live.peers.all().values()].map(({ peer }) => peer);
  const same = before.length === now.length && now.every((peer, i) => peer === before[i]);
  return (same ? before : now) as typeof now;
}
