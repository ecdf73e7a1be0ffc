/**
 * One person's live connection to one canvas. Edits are shown and kept at once, sent in order, and durable when
 * acknowledged; a lost connection is found, made again and resumed from the revisions that this page has; an edit
 * without an answer is sent again under its id, which has one effect. Law: whatever drops in whatever order, when
 * everything is delivered every client shows the same and every edit was taken once or refused with a reason.
 * Not here: the socket and its attempts (connection), which edit may be sent when (queue), what is shown (model).
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
  type Standing,
} from '@gesso/sdk/protocol';
import type { AppLookup } from '../canvas/predict.ts';
import { type Access, Connection, type LinkState, type Probe } from './connection.ts';
import { LIMITS } from './limits.ts';
import { LiveModel } from './model.ts';
import type { KeptEdit, Outbox } from './outbox.ts';
import { PeerList } from './peers.ts';
import { EditQueue, type Settle, type Waiting } from './queue.ts';
import type { Connect } from './socket.ts';
import { Timers } from './timers.ts';

export interface LiveListener {
  /** Something to draw has changed here: own edits, link. */
  changed(): void;
  /** A message has changed something to draw: canvas, widgets, edits, role or peers. More may come in the same moment. */
  heard(): void;
  /** A new confirmed event, once for each revision, in order within its entity. */
  event(event: EventFrame): void;
  refused(edit: KeptEdit, code: Code, detail: string): void;
  /** The browser's storage took no more: edits live in memory only until they are durable. */
  storageFull(): void;
  live(from: string, user: string, data: LiveData): void;
  /** How apps stand with the operators: the whole of it, each time. */
  registry?(apps: Readonly<Record<string, Standing>>): void;
}
export interface LiveOptions {
  canvas: string;
  user: { id: string; name: string };
  /** Stable id of this tab. */
  client: string;
  connect: Connect;
  /** A valid token, another one than was refused, and when it ends, in Unix milliseconds. */
  access(refused?: string): Promise<Access>;
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

/** These show nothing by themselves, so nothing of them has to stay until the state has come that far. */
const WITHOUT_GUESS: ReadonlySet<string> = new Set(['undo', 'redo']);

export class LiveClient {
  readonly model: LiveModel;
  readonly peers = new PeerList();
  role: Role | undefined;
  session: string | undefined;
  private readonly connection: Connection;
  private readonly queue: EditQueue;
  private readonly timers = new Timers();
  /** Something other than presence has come with the present message. */
  private changed = false;
  private readonly acked = new Map<string, number>();
  private readonly now: () => number;
  private latestLive: LiveData | undefined;
  private readonly counted = { acked: 0, refused: 0, events: 0, gaps: 0, asks: 0 };

  constructor(private readonly options: LiveOptions) {
    const { now = Date.now, random = Math.random } = options;
    this.now = now;
    this.model = new LiveModel(options.user.id, options.app);
    this.queue = new EditQueue(now, random);
    this.connection = new Connection(
      { ...options, now, random },
      {
        opened: () => this.join(),
        received: (text) => this.received(text),
        lost: () => this.lost(),
        changed: () => options.listener.changed(),
      },
    );
    for (const edit of options.outbox.load()) this.enqueue(edit, true);
  }

  get link(): LinkState {
    return this.connection.state;
  }
  /** For diagnostics. */
  get counters() {
    return { ...this.connection.counters, ...this.queue.counters, ...this.counted };
  }

  start(): void {
    this.connection.start();
  }

  /** Leaves the canvas; what is unsent stays in the outbox. */
  stop(): void {
    this.connection.stop();
    this.timers.cancelAll();
    for (const edit of this.queue.all())
      edit.settle?.failed(new EditRefused('unavailable', 'The canvas was closed'));
  }

  /** Own edits that are not durable yet, oldest first. */
  unsaved(): readonly KeptEdit[] {
    return this.queue.all().filter((edit) => !this.model.overlay(edit.id)?.seen);
  }

  edit(to: string, command: string, data: JsonObject, cause?: string, correlation?: string): Edit {
    const id = freshId(this.now());
    const why = {
      ...(cause === undefined ? {} : { cause }),
      ...(correlation === undefined ? {} : { correlation }),
    };
    const kept: KeptEdit = { id, to, do: command, data, ...why };
    if (!this.options.outbox.keep(kept)) this.options.listener.storageFull();
    const done = new Promise<JsonObject>((resolve, reject) => {
      this.enqueue(kept, false, { done: resolve, failed: reject });
    });
    done.catch(() => {}); // the page shows refusals; a caller that waits gets them too
    this.options.listener.changed();
    this.timers.later('pump', 0, () => this.pump());
    return { id, done };
  }

  private enqueue(edit: KeptEdit, again: boolean, settle?: Settle): void {
    this.queue.add(edit, again, settle);
    this.model.push({ ...edit, at: this.now() * CLOCK_UNITS, seen: false });
  }

  /** Presence: only the newest matters, so what could not be sent is forgotten. */
  setLive(data: LiveData): void {
    this.latestLive = { ...this.latestLive, ...data };
    if (this.connection.ready && this.connection.buffered < LIMITS.presenceBuffer)
      this.transmit([{ t: 'live', data: this.latestLive }]);
  }

  /** The network came or went, the machine woke, somebody looks at the page again: a hint to look now. */
  networkHint(): void {
    this.connection.hint();
  }

  private join(): void {
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
    // A widget that cannot answer just now must not hold back edits for ever.
    this.timers.later('ready', LIMITS.readyMillis, () => this.becomeReady());
  }

  private lost(): void {
    this.queue.landed();
    this.timers.cancel('ready');
    this.peers.clear();
  }

  private becomeReady(): void {
    if (this.connection.ready || !this.connection.isOpen) return;
    this.timers.cancel('ready');
    this.connection.becomeReady();
    if (this.latestLive && !this.options.courier) this.transmit([{ t: 'live', data: this.latestLive }]);
    this.pump();
    this.options.listener.changed();
  }

  private received(text: string): void {
    let frames: ServerFrame[];
    try {
      const parsed = JSON.parse(text) as ServerFrame | ServerFrame[];
      frames = Array.isArray(parsed) ? parsed : [parsed];
    } catch {
      return this.connection.makeAnew();
    }
    const { generation } = this.connection;
    this.changed = false;
    for (const frame of frames) {
      this.take(frame);
      if (generation !== this.connection.generation) return; // hung up: the rest belongs to a socket that is gone
    }
    this.peers.settle();
    if (!this.changed) return; // cursors only: nothing of the canvas is to be drawn anew
    this.settleAcked();
    this.pump();
    this.options.listener.heard();
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
      case 'registry':
        return this.options.listener.registry?.(frame.apps);
      case 'bye':
        // Everything else (drain, lagging, expired, flood) ends in a close, and that in a new connection.
        if (frame.code === 'revoked') this.connection.finish('revoked');
        return;
      case 'pong':
        return;
      default:
        return ignoreNewer(frame);
    }
  }

  private takeEvent(event: EventFrame): void {
    switch (this.model.applyEvent(event)) {
      case 'applied':
        this.counted.events++;
        this.options.listener.event(event);
        return;
      case 'gap':
        this.counted.gaps++;
        return this.connection.makeAnew();
      case 'unfolded':
        this.counted.events++;
        this.options.listener.event(event);
        return this.askState(event.of);
      case 'known':
        return;
    }
  }

  /** Once for all that comes within a moment; watched anew, a widget starts with its state. */
  private askState(widget: string): void {
    if (this.timers.has(`state ${widget}`)) return;
    this.counted.asks++;
    this.timers.later(`state ${widget}`, LIMITS.askStateMillis, () => {
      if (!this.connection.isOpen) return; // joined again, it comes by itself
      this.transmit([
        { t: 'unwatch', widgets: [widget] },
        { t: 'watch', widgets: [widget] },
      ]);
    });
  }

  /** The rules of an app have come. */
  learned(app: string): void {
    this.model.learned(app);
    this.options.listener.changed();
  }

  private acknowledged(id: string, rev: number, data: JsonObject): void {
    const edit = this.leave(id);
    if (!edit) return;
    this.counted.acked++;
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
    const edit = this.queue.find(id);
    if (!edit) return;
    if (this.queue.isPassing(edit, code)) return this.postponed(edit.id, LIMITS.retryMillis);
    this.leave(edit.id);
    this.model.drop(edit.id);
    this.counted.refused++;
    edit.settle?.failed(new EditRefused(code, detail));
    this.options.listener.refused({ id: edit.id, to: edit.to, do: edit.do, data: edit.data }, code, detail);
  }

  private postponed(id: string, after: number): void {
    const edit = this.queue.find(id);
    if (!edit) return;
    this.timers.later(`retry ${id}`, this.queue.postpone(edit, after), () => {
      edit.notBefore = 0; // a timer may come a moment early
      this.pump();
    });
  }

  private leave(id: string): Waiting | undefined {
    const edit = this.queue.take(id);
    if (edit) this.options.outbox.drop(id);
    return edit;
  }

  /** Sends what may be sent now, in order. */
  private pump(): void {
    if (!this.connection.ready) return;
    const frames = this.queue.next();
    if (frames.length > 0) this.transmit(frames);
  }

  private transmit(frames: readonly ClientFrame[]): void {
    for (const id of this.connection.send(frames))
      this.timers.later(`large ${id}`, 0, () =>
        this.refused(id, 'too-large', 'This is more than one edit may hold (64 KiB)'),
      );
  }
}

/** A frame of a newer server; the switch above has a case for each that this page was built with. */
function ignoreNewer(_frame: never): void {}
