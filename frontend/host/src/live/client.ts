/**
 * One person's live connection to one canvas. Edits are shown and kept at once, sent in order, and durable when
 * acknowledged; a lost connection is found, made again and resumed from the revisions that this page has; an edit
 * without an answer is sent again under its id, which has one effect. Law: whatever drops in whatever order, when
 * everything is delivered every client shows the same and every edit was taken once or refused with a reason.
 */
import { type Edit, EditRefused, freshId } from '@gesso/sdk';
import {
  CLOCK_UNITS,
  type ClientFrame,
  type Code,
  type EventFrame,
  type JsonObject,
  type LiveData,
  type Role,
  type ServerFrame,
} from '@gesso/sdk/protocol';
import type { AppLookup } from '../canvas/predict.ts';
import { LIMITS } from './limits.ts';
import { CANVAS, LiveModel } from './model.ts';
import type { KeptEdit, Outbox } from './outbox.ts';
import { PeerList } from './peers.ts';
import type { Connect, LiveSocket } from './socket.ts';

export type LinkState =
  | 'connecting'
  | 'live'
  | 'reconnecting'
  | 'offline'
  | 'revoked'
  | 'not-found'
  | 'forbidden'
  | 'signed-out'
  | 'stopped';
export type Probe = 'fine' | 'unauthenticated' | 'forbidden' | 'not-found' | 'unreachable';

export interface LiveListener {
  /** Something to draw has changed: canvas, widgets, edits, link, role or peers. */
  changed(): void;
  /** A new confirmed event, once for each revision, in order within its entity. */
  event(event: EventFrame): void;
  refused(edit: KeptEdit, code: Code, detail: string): void;
  /** The browser's storage took no more: edits live in memory only until they are durable. */
  storageFull(): void;
  live(from: string, user: string, data: LiveData): void;
}
export interface LiveOptions {
  canvas: string;
  user: { id: string; name: string };
  /** Stable id of this tab. */
  client: string;
  connect: Connect;
  /** A valid token, another one than was refused, and when it ends, in Unix milliseconds. */
  access(refused?: string): Promise<{ token: string; expiresAt: number }>;
  /** Asks by HTTP why the socket does not open. */
  probe(): Promise<Probe>;
  outbox: Outbox;
  app: AppLookup;
  listener: LiveListener;
  /** Nothing is watched and no presence shown: a connection that only brings edits home. */
  courier?: boolean;
  /** Nobody looks at the page just now. */
  hidden?: () => boolean;
  now?: () => number;
  random?: () => number;
}

interface Waiting extends KeptEdit {
  /** Sent on the present socket and not answered. */
  inFlight: boolean;
  /** May have reached the server before. */
  again: boolean;
  /** Not before this moment, after a `retry`. */
  notBefore: number;
  retries: number;
  settle: { done(data: JsonObject): void; failed(error: Error): void } | undefined;
}

const RETRIED: ReadonlySet<Code> = new Set(['rate-limited', 'unavailable', 'unauthenticated']);
/** These act on everything before them, so they wait for it and what follows waits for them. */
const BARRIERS: ReadonlySet<string> = new Set(['undo', 'redo', 'save-layout', 'load-layout']);
/** These show nothing by themselves, so nothing of them has to stay until the state has come that far. */
const WITHOUT_GUESS: ReadonlySet<string> = new Set(['undo', 'redo']);

/**
 * What an edit is about. Two edits about the same thing are never under way together: one that gets `retry` may
 * be passed by a later one, and the older would win.
 */
function subjectOf({ to, do: command, data }: KeptEdit): string {
  const about = to === CANVAS ? data.widget : data.id;
  return `${to} ${typeof about === 'string' ? about : command}`;
}

export class LiveClient {
  readonly model: LiveModel;
  readonly peers = new PeerList();
  link: LinkState = 'connecting';
  role: Role | undefined;
  session: string | undefined;
  private socket: LiveSocket | undefined;
  private ready = false;
  private attempts = 0;
  /** The last socket did not open, and nobody has said why. */
  private shut = false;
  /** Something other than presence has come with the present message. */
  private changed = false;
  private waiting: Waiting[] = [];
  private readonly acked = new Map<string, number>();
  private readonly now: () => number;
  private readonly random: () => number;
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private lastHeard = 0;
  private pingNumber = 0;
  private latestLive: LiveData | undefined;
  private generation = 0;
  private token: string | undefined;
  private refusedToken: string | undefined;
  /** Counters for diagnostics. */
  readonly counters = { connects: 0, sent: 0, resent: 0, acked: 0, refused: 0, events: 0, gaps: 0 };

  constructor(private readonly options: LiveOptions) {
    this.now = options.now ?? Date.now;
    this.random = options.random ?? Math.random;
    this.model = new LiveModel(options.user.id, options.app);
    for (const edit of options.outbox.load())
      this.enqueue({
        ...edit,
        inFlight: false,
        again: true,
        notBefore: 0,
        retries: 0,
        settle: undefined,
      });
  }

  start(): void {
    this.watchSleep();
    void this.open();
  }

  /** Leaves the canvas; what is unsent stays in the outbox. */
  stop(): void {
    this.hangUp();
    this.link = 'stopped';
    for (const name of [...this.timers.keys()]) this.cancel(name);
    for (const edit of this.waiting)
      edit.settle?.failed(new EditRefused('unavailable', 'The canvas was closed'));
  }

  /** Own edits that are not durable yet, oldest first. */
  unsaved(): readonly KeptEdit[] {
    return this.waiting.filter((edit) => !this.model.overlay(edit.id)?.seen);
  }

  edit(to: string, command: string, data: JsonObject, cause?: string): Edit {
    const id = freshId(this.now());
    const kept: KeptEdit = { id, to, do: command, data, ...(cause === undefined ? {} : { cause }) };
    if (!this.options.outbox.keep(kept)) this.options.listener.storageFull();
    const done = new Promise<JsonObject>((resolve, reject) => {
      this.enqueue({
        ...kept,
        inFlight: false,
        again: false,
        notBefore: 0,
        retries: 0,
        settle: { done: resolve, failed: reject },
      });
    });
    done.catch(() => {}); // the page shows refusals; a caller that waits gets them too
    this.options.listener.changed();
    this.later('pump', 0, () => this.pump());
    return { id, done };
  }

  private enqueue(edit: Waiting): void {
    this.waiting.push(edit);
    this.model.push({ ...edit, at: this.now() * CLOCK_UNITS, seen: false });
  }

  /** Presence: only the newest matters, so what could not be sent is forgotten. */
  setLive(data: LiveData): void {
    this.latestLive = { ...this.latestLive, ...data };
    if (this.ready && this.socket && this.socket.buffered < LIMITS.presenceBuffer)
      this.transmit([{ t: 'live', data: this.latestLive }]);
  }

  /** The network came or went, the machine woke, somebody looks at the page again: a hint to look now. */
  networkHint(): void {
    if (this.socket && this.ready) this.beat(LIMITS.hintPongMillis);
    else if (this.timers.has('reconnect')) {
      this.cancel('reconnect');
      void this.open();
    }
  }

  /** A machine that sleeps tells nobody: its timers are late, and its socket is dead without a close. */
  private watchSleep(): void {
    const due = this.now() + LIMITS.watchMillis;
    this.later('watch', LIMITS.watchMillis, () => {
      if (this.now() - due > LIMITS.sleptMillis) this.networkHint();
      this.watchSleep();
    });
  }

  private async open(): Promise<void> {
    const generation = ++this.generation;
    const stale = () => generation !== this.generation || this.link === 'stopped';
    const patience = () =>
      this.later('handshake', LIMITS.handshakeMillis, () => {
        if (!stale()) this.reconnectFresh();
      });
    patience();
    let access: { token: string; expiresAt: number };
    try {
      access = await this.options.access(this.refusedToken);
    } catch (error) {
      if (stale()) return;
      const status = (error as { status?: number }).status;
      if (status === 401 || status === 403) this.finish('signed-out');
      else this.retryOpen();
      return;
    }
    if (stale() || (await this.isAway(access.token)) || stale()) return;
    patience();
    this.counters.connects++;
    this.token = access.token;
    this.refusedToken = undefined;
    let joined = false;
    this.socket = this.options.connect(this.options.canvas, access.token, {
      opened: () => {
        if (stale()) return;
        joined = true;
        this.shut = false;
        this.cancel('handshake');
        this.joined(access.expiresAt);
      },
      received: (text) => {
        if (!stale()) this.received(text);
      },
      closed: (code) => {
        if (!stale()) this.closed(code, joined);
      },
    });
  }

  /**
   * After a socket that did not open: why, asked by HTTP, and an end of this attempt when it would fail again.
   * Browsers let a page wait seconds for its next WebSocket when many have failed, so none is tried in vain.
   */
  private async isAway(token: string): Promise<boolean> {
    if (!this.shut) return false;
    const { generation } = this;
    const found = await this.options.probe();
    if (generation !== this.generation) return true;
    if (found === 'fine') return false;
    if (found === 'not-found' || found === 'forbidden') this.finish(found);
    else {
      if (found === 'unauthenticated') this.refusedToken = token;
      this.retryOpen();
    }
    return true;
  }

  private joined(expiresAt: number): void {
    this.lastHeard = this.now();
    this.peers.clear();
    const since = this.model.since();
    const { client, courier } = this.options;
    this.transmit([
      {
        t: 'join',
        client,
        ...(Object.keys(since).length > 0 ? { since } : {}),
        watch: courier ? [] : 'all',
      },
    ]);
    this.watchExpiry(expiresAt);
    this.later('beat', LIMITS.quietMillis, () => this.beat(LIMITS.pongMillis));
    // A widget that cannot answer just now must not hold back edits for ever.
    this.later('ready', LIMITS.readyMillis, () => this.becomeReady());
  }

  private becomeReady(): void {
    if (this.ready || !this.socket) return;
    this.cancel('ready');
    this.ready = true;
    this.attempts = 0;
    this.link = 'live';
    if (this.latestLive && !this.options.courier) this.transmit([{ t: 'live', data: this.latestLive }]);
    this.pump();
    this.options.listener.changed();
  }

  private received(text: string): void {
    this.lastHeard = this.now();
    let frames: ServerFrame[];
    try {
      const parsed = JSON.parse(text) as ServerFrame | ServerFrame[];
      frames = Array.isArray(parsed) ? parsed : [parsed];
    } catch {
      return this.reconnectFresh();
    }
    const generation = this.generation;
    this.changed = false;
    for (const frame of frames) {
      this.take(frame);
      if (generation !== this.generation) return; // hung up meanwhile: the rest belongs to a socket that is gone
    }
    this.peers.settle();
    if (!this.changed) return; // cursors only: nothing of the canvas is to be drawn anew
    this.settleAcked();
    this.pump();
    this.options.listener.changed();
  }

  private take(frame: ServerFrame): void {
    if (frame.t !== 'live' && frame.t !== 'pong') this.changed = true;
    switch (frame.t) {
      case 'hello':
        this.session = frame.session;
        this.role = frame.role;
        return;
      case 'state':
        return this.model.applyState(frame.of, frame.rev, frame.at, frame.data);
      case 'ready':
        return this.becomeReady();
      case 'ev':
        return this.takeEvent(frame);
      case 'ack':
        return this.acknowledged(frame.id, frame.rev, frame.data ?? {});
      case 'no':
        return this.refused(frame.id, frame.code, frame.detail ?? '');
      case 'retry':
        return this.postponed(frame.id, frame.after);
      case 'live':
        if (frame.from !== this.session) {
          this.peers.heard(frame.from, frame.data, this.now());
          this.options.listener.live(frame.from, frame.user, frame.data);
        }
        return;
      case 'peers':
        return this.peers.change(frame.in, frame.out);
      case 'role':
        this.role = frame.role;
        return;
      case 'bye':
        return this.dismissed(frame.code);
      case 'pong':
        return;
      default:
        return ignoreNewer(frame);
    }
  }

  private takeEvent(event: EventFrame): void {
    switch (this.model.applyEvent(event)) {
      case 'applied':
        this.counters.events++;
        this.options.listener.event(event);
        return;
      case 'gap':
        this.counters.gaps++;
        return this.reconnectFresh();
      case 'known':
        return;
    }
  }

  private acknowledged(id: string, rev: number, data: JsonObject): void {
    const edit = this.leave(id);
    if (!edit) return;
    this.counters.acked++;
    edit.settle?.done(data);
    // Its guess stays on top until the confirmed state has come as far as the acknowledgement.
    if (WITHOUT_GUESS.has(edit.do)) this.model.drop(id);
    else this.acked.set(id, rev);
  }

  private settleAcked(): void {
    for (const [id, rev] of this.acked) {
      const overlay = this.model.overlay(id);
      if (!overlay || overlay.seen || (this.model.rev(overlay.to) ?? 0) >= rev || this.options.courier) {
        this.acked.delete(id);
        this.model.drop(id);
      }
    }
  }

  private refused(id: string | undefined, code: Code, detail: string): void {
    const edit = this.waiting.find((one) => one.id === id);
    if (!edit) return;
    if (RETRIED.has(code) || this.waitsForEarlier(edit)) return this.postponed(edit.id, LIMITS.retryMillis);
    this.leave(edit.id);
    this.model.drop(edit.id);
    this.counters.refused++;
    edit.settle?.failed(new EditRefused(code, detail));
    this.options.listener.refused({ id: edit.id, to: edit.to, do: edit.do, data: edit.data }, code, detail);
  }

  /** An earlier edit that it may depend on got `retry` and this one passed it: the refusal says nothing yet. */
  private waitsForEarlier(edit: Waiting): boolean {
    for (const one of this.waiting) {
      if (one === edit) return false;
      if (one.retries > 0 && (one.to === edit.to || one.to === CANVAS)) return true;
    }
    return false;
  }

  private postponed(id: string, after: number): void {
    const edit = this.waiting.find((one) => one.id === id);
    if (!edit) return;
    edit.inFlight = false;
    edit.again = true;
    edit.retries++;
    const longer = Math.min(after * 2 ** Math.min(edit.retries - 1, 4), LIMITS.retryMostMillis);
    edit.notBefore = this.now() + Math.max(1, longer * (0.75 + this.random() / 2));
    this.later(`retry ${id}`, edit.notBefore - this.now(), () => {
      edit.notBefore = 0; // a timer may come a moment early
      this.pump();
    });
  }

  private leave(id: string): Waiting | undefined {
    const edit = this.waiting.find((one) => one.id === id);
    if (!edit) return undefined;
    this.waiting = this.waiting.filter((one) => one !== edit);
    this.options.outbox.drop(id);
    return edit;
  }

  /** Sends what may be sent now, in order. */
  private pump(): void {
    if (!this.ready || !this.socket) return;
    let open = LIMITS.inFlight - this.waiting.filter((edit) => edit.inFlight).length;
    const busy = new Set<string>();
    const frames: ClientFrame[] = [];
    for (const edit of this.waiting) {
      const barrier = BARRIERS.has(edit.do);
      if (open <= 0 || (barrier && edit !== this.waiting[0])) break;
      const subject = subjectOf(edit);
      const free = !edit.inFlight && edit.notBefore <= this.now() && !busy.has(subject) && !busy.has(edit.to);
      if (free) {
        open--;
        frames.push(this.launch(edit));
      }
      if (barrier) break;
      busy.add(subject);
      // What is inside a widget waits for the widget itself.
      if (edit.do === 'add-widget' || edit.do === 'restore-widget') busy.add(String(edit.data.widget));
    }
    if (frames.length > 0) this.transmit(frames);
  }

  private launch(edit: Waiting): ClientFrame {
    const frame = commandOf(edit);
    if (edit.again) this.counters.resent++;
    else this.counters.sent++;
    edit.inFlight = true;
    edit.again = true;
    return frame;
  }

  /** One or more messages, each below the server's limit of a frame. */
  private transmit(frames: readonly ClientFrame[]): void {
    let batch: string[] = [];
    let bytes = 0;
    const flush = () => {
      if (batch.length > 0) this.socket?.send(batch.length === 1 ? (batch[0] ?? '') : `[${batch.join(',')}]`);
      batch = [];
      bytes = 0;
    };
    for (const frame of frames) {
      const text = JSON.stringify(frame);
      const size = new TextEncoder().encode(text).length + 1;
      if (frame.t === 'cmd' && size > LIMITS.frameBytes) {
        this.later(`large ${frame.id}`, 0, () =>
          this.refused(frame.id, 'too-large', 'This is more than one edit may hold (64 KiB)'),
        );
        continue;
      }
      if (bytes + size > LIMITS.frameBytes) flush();
      batch.push(text);
      bytes += size;
    }
    flush();
  }

  /** Looks whether the connection still lives, after some quiet. */
  private beat(patience: number): void {
    if (!this.socket) return;
    const asked = this.now();
    if (asked - this.lastHeard < LIMITS.quietMillis / 2 && patience === LIMITS.pongMillis) {
      this.later('beat', LIMITS.quietMillis, () => this.beat(LIMITS.pongMillis));
      return;
    }
    this.transmit([{ t: 'ping', n: ++this.pingNumber }]);
    this.later('beat', patience, () => {
      if (this.lastHeard >= asked) this.beat(LIMITS.pongMillis);
      else this.reconnectFresh();
    });
  }

  private watchExpiry(expiresAt: number): void {
    const wait = Math.max(1_000, expiresAt - this.now() - LIMITS.renewBeforeMillis);
    this.later('renew', Math.min(wait, 2 ** 31 - 1), () => {
      void this.options.access().then(
        (access) => {
          this.token = access.token;
          if (this.socket) this.transmit([{ t: 'auth', token: access.token }]);
          this.watchExpiry(access.expiresAt);
        },
        () => this.later('renew', LIMITS.renewAgainMillis, () => this.watchExpiry(expiresAt)),
      );
    });
  }

  private dismissed(code: string): void {
    if (code === 'revoked') this.finish('revoked');
    // Everything else (drain, lagging, expired, flood) ends in a close, and that in a new connection.
  }

  private closed(code: number, opened: boolean): void {
    this.hangUp();
    if (code === 4403) return this.finish('revoked');
    if (code === 4401) this.refusedToken = this.token;
    this.shut = !opened;
    this.retryOpen();
  }

  private reconnectFresh(): void {
    this.hangUp();
    this.retryOpen();
  }

  private hangUp(): void {
    this.generation++;
    this.socket?.close();
    this.socket = undefined;
    this.ready = false;
    for (const edit of this.waiting) edit.inFlight = false;
    for (const name of ['handshake', 'ready', 'beat', 'renew']) this.cancel(name);
    this.peers.clear();
  }

  private retryOpen(): void {
    this.attempts++;
    this.link = this.attempts > LIMITS.attemptsUntilOffline ? 'offline' : 'reconnecting';
    this.cancel('handshake');
    const cap = this.options.hidden?.() ? LIMITS.backoffHiddenMillis : LIMITS.backoffMostMillis;
    const most = Math.min(cap, LIMITS.backoffMillis * 2 ** Math.min(this.attempts - 1, 10));
    this.later('reconnect', most * (0.5 + this.random() / 2), () => void this.open());
    this.options.listener.changed();
  }

  private finish(link: 'revoked' | 'not-found' | 'forbidden' | 'signed-out'): void {
    this.hangUp();
    this.link = link;
    this.cancel('reconnect');
    this.options.listener.changed();
  }

  private later(name: string, millis: number, action: () => void): void {
    this.cancel(name);
    this.timers.set(
      name,
      setTimeout(() => {
        this.timers.delete(name);
        action();
      }, millis),
    );
  }
  private cancel(name: string): void {
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
  }
}

const commandOf = (edit: Waiting): ClientFrame => ({
  t: 'cmd',
  id: edit.id,
  to: edit.to,
  do: edit.do,
  data: edit.data,
  ...(edit.cause === undefined ? {} : { cause: edit.cause }),
  ...(edit.again ? { again: true as const } : {}),
});

/** A frame of a newer server; the switch above has a case for each that this page was built with. */
function ignoreNewer(_frame: never): void {}
