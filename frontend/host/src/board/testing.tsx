/** A canvas for tests: the real manager, rules and store, with a server that takes everything at once. */
import { type AppManifest, type Edit, EditRefused, type JsonObject, type Role } from '@gesso/sdk';
import type { LiveData, Peer, Place } from '@gesso/sdk/protocol';
import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { Bus } from '../bus/index.ts';
import { inOrder } from '../canvas/comments.ts';
import { CanvasProvider, type OpenCanvas } from '../canvas/index.ts';
import { Manager } from '../canvas/manager.ts';
import { predict } from '../canvas/predict.ts';
import { type Canvas, type CanvasEvent, emptyCanvas, evolve } from '../canvas/rules.ts';
import type { Breakpoint } from '../canvas/screens.ts';
import { arrangedScreens, type ShownPast } from '../canvas/session.ts';
import { Intents } from '../intents/intents.ts';
import { ToastArea } from '../kit/ToastArea.tsx';
import { useToasts } from '../kit/toasts.ts';
import { host } from '../modules.ts';
import { project } from '../state/project.ts';
import { closeCanvas } from '../state/store.ts';
import { resetShell } from './shell.ts';

export const ANA = { id: 'ana', name: 'Ana Lima', guest: true, roles: ['person'], tenant: 'local' };
const NOTE: AppManifest = {
  id: 'note',
  title: 'Note',
  version: '1.2.0',
  origin: 'builtin',
  remoteEntry: '/apps/note/x/entry.js',
  summary: 'A note',
  icon: 'notes',
  category: 'Writing',
  author: 'Gesso',
  permissions: ['state'],
  sizes: { default: { w: 3, h: 3 }, min: { w: 2, h: 2 }, max: { w: 6, h: 5 } },
  backend: '',
  modules: ['./Widget', './Settings', './Preview'],
  integrity: '',
  bytes: 2048,
};

export interface TestCanvas extends OpenCanvas {
  /** What was sent, in order. */
  readonly sent: { to: string; do: string; data: JsonObject }[];
  /** The cause of each of them. */
  readonly causes: (string | undefined)[];
  readonly presenceSet: { cursor?: unknown; select?: string[]; drag?: LiveData['drag'] }[];
  /** Everything else that was said of oneself, newest last. */
  readonly said: LiveData[];
  place(widget: string): Place | undefined;
  /** An event of somebody else. */
  hear(event: CanvasEvent, by?: string): void;
  peers(peers: readonly { peer: Peer; data: LiveData }[]): void;
}

interface Given {
  readonly role?: Role;
  /** Widgets by id: x, y, w, h. */
  readonly widgets?: Readonly<Record<string, readonly [number, number, number, number]>>;
  readonly collision?: 'push' | 'reject' | 'free';
  /** A command that the server refuses. */
  readonly refuses?: string;
}

export function openTestCanvas({
  role = 'owner',
  widgets = {},
  collision = 'push',
  refuses,
}: Given = {}): TestCanvas {
  closeCanvas(host.store);
  resetShell();
  useToasts.setState({ shown: [], said: { text: '', nr: 0 } });
  host.registry.peek = (id) => (id === 'note' ? NOTE : undefined);
  const user = role === 'owner' ? 'ana' : 'leo';
  let canvas: Canvas = evolve(
    emptyCanvas('c1'),
    {
      type: 'created',
      data: { title: 'Launch week', grid: { columns: 12, rowHeight: 72, gap: 24, collision } },
    },
    { by: 'ana', at: 1 },
  );
  canvas = { ...canvas, members: new Map([['ana', { role: 'owner', name: 'Ana Lima' }]]) };
  if (role !== 'owner')
    canvas = { ...canvas, members: new Map(canvas.members).set('leo', { role, name: 'Leo' }) };
  for (const [id, [x, y, w, h]] of Object.entries(widgets))
    canvas = evolve(
      canvas,
      {
        type: 'widget-added',
        data: {
          widget: id,
          appId: 'note',
          appVersion: '1.2.0',
          backend: '',
          title: `Note ${id}`,
          position: { x, y },
          size: { w, h },
          min: NOTE.sizes.min,
          max: NOTE.sizes.max,
          z: 1,
        },
      },
      { by: 'ana', at: 2 },
    );
  let breakpoint: Breakpoint = 'desktop';
  let past: ShownPast | undefined;
  const sent: TestCanvas['sent'] = [];
  const presenceSet: TestCanvas['presenceSet'] = [];
  const said: LiveData[] = [];
  const listeners = new Set<() => void>();
  let here: ReadonlyMap<string, { peer: Peer; data: LiveData; seen: number }> = new Map();
  const refused = new Map<string, { n: number; code: 'invalid'; detail: string }>();
  const publish = () =>
    host.store.setState((before) => ({
      past: past ? { at: past.at, why: past.why } : null,
      ...project(before, {
        canvas: past?.canvas ?? canvas,
        breakpoint,
        widget: (id) => past?.widget(id),
        unsaved: [],
        refused,
      }),
      comments: inOrder(canvas.comments),
      status: role === 'viewer' ? { kind: 'viewing' } : { kind: 'durable' },
      user: { ...ANA, id: user },
      canvas: {
        id: 'c1',
        title: (past?.canvas ?? canvas).title,
        revision: 7,
        at: 7,
        role,
        canEdit: !past && (role === 'owner' || role === 'editor'),
        isOwner: !past && role === 'owner',
        canComment: !past && (role === 'owner' || role === 'editor' || role === 'commenter'),
        grid: canvas.grid,
        arranged: arrangedScreens(before.canvas?.arranged, canvas),
        layouts: canvas.layouts,
        members: [...canvas.members].map(([member, one]) => ({ user: member, ...one })),
        session: 'own',
      },
    }));
  const causes: (string | undefined)[] = [];
  const send = (to: string, command: string, data: JsonObject, cause?: string): Edit => {
    sent.push({ to, do: command, data });
    causes.push(cause);
    const widget = String(data.widget ?? '');
    if (command === refuses) {
      refused.set(widget, { n: (refused.get(widget)?.n ?? 0) + 1, code: 'invalid', detail: 'Not today' });
      publish();
      const done = Promise.reject(new EditRefused('invalid', 'Not today'));
      done.catch(() => {});
      return { id: 'op', done };
    }
    if (command === 'save-layout')
      canvas = evolve(
        canvas,
        { type: 'layout-saved', data: { layout: 'l1', name: String(data.name), places: {} } },
        { by: user, at: Date.now() * 2048 },
      );
    canvas = predict(canvas, { do: command, data }, { by: user, at: 9 }, (id) => host.registry.peek(id));
    publish();
    return { id: 'op', done: Promise.resolve({ layout: 'l1', undone: 'op-1', skipped: [] }) };
  };
  const manager = new Manager({
    canvas: () => canvas,
    app: (id) => host.registry.peek(id),
    breakpoint: () => breakpoint,
    may: (command) =>
      role === 'owner' || role === 'editor' || (role === 'commenter' && command.endsWith('comment')),
    send,
    refuse: () => {},
    shut: () => past?.why,
  });
  const presence = {
    setCursor: (cursor: unknown) => presenceSet.push({ cursor }),
    setSelection: (select: string[]) => presenceSet.push({ select }),
    setDrag: (drag: LiveData['drag']) => presenceSet.push({ drag }),
    setApp: () => undefined,
    setTyping: (typing: string | null) => said.push({ typing }),
    setIdle: (idle: boolean) => said.push({ idle }),
    setView: (view: NonNullable<LiveData['view']>) => said.push({ view }),
    setFollow: (follow: string | null) => said.push({ follow }),
    gather: () => said.push({ gather: 1 }),
    peers: () => here,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  publish();
  const made: Pick<TestCanvas, 'sent' | 'causes' | 'presenceSet' | 'said' | 'place' | 'hear' | 'peers'> = {
    sent,
    causes,
    presenceSet,
    said,
    place: (widget) => {
      const one = host.store.getState().widgets[widget];
      return one && { position: one.position, size: one.size };
    },
    hear: (event, by = 'leo') => {
      canvas = evolve(canvas, event, { by, at: 10 });
      publish();
    },
    peers: (peers) => {
      here = new Map(peers.map((one) => [one.peer.session, { ...one, seen: Date.now() }]));
      host.store.setState({ peers: peers.map((one) => one.peer) });
      for (const listener of listeners) listener();
    },
  };
  const intents = new Intents(host, manager);
  const open: Pick<OpenCanvas, 'id' | 'manager' | 'bus' | 'intents' | 'show' | 'showPast' | 'live'> = {
    id: 'c1',
    manager,
    bus: new Bus(),
    intents,
    live: {
      model: {
        get current() {
          return canvas;
        },
        widget: () => undefined,
      },
    } as unknown as OpenCanvas['live'],
    showPast: (next) => {
      past = next;
      publish();
    },
    show: (next) => {
      if (next === breakpoint) return;
      breakpoint = next;
      publish();
    },
  };
  return { ...open, ...made, presence } as unknown as TestCanvas;
}

/** Draws below an open canvas, with the toasts. */
export const show = (canvas: OpenCanvas, children: ReactNode) =>
  render(
    <QueryClientProvider client={host.queries}>
      <CanvasProvider value={canvas}>{children}</CanvasProvider>
      <ToastArea />
    </QueryClientProvider>,
  );
