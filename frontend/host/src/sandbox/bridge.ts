/**
 * Between one sandboxed app and what the page gives to apps: passes on what is of a known shape, small and seldom enough,
 * and asks for everything by the `CanvasContext` that any app has. Knows no DOM. Not here: the frame, its heartbeat.
 */

import {
  type Call,
  type CallArgs,
  type FromApp,
  MESSAGES_BURST,
  MESSAGES_PER_SECOND,
  type ToApp,
} from '@gesso/sandbox/wire';
import type { CanvasContext, CanvasEvent, Edit, WidgetSnapshot } from '@gesso/sdk';
import type { Json, JsonObject } from '@gesso/sdk/protocol';
import { Bucket } from '../bus/bucket.ts';
import {
  BYTES_BURST,
  BYTES_PER_SECOND,
  EDIT_BYTES_MAX,
  EVENTS_WAITING_MAX,
  FORGIVEN_MS,
  OPEN_CALLS_MAX,
  REFUSED_MAX,
  SETTINGS_EVERY_MS,
  STORED_BYTES_MAX,
  STORED_KEYS_MAX,
  UNDOABLE_MAX,
  WASTED_MS_MAX,
} from './limits.ts';
import { callIn, readFromApp, weight } from './reading.ts';

/** What each of these needs the manifest to say, and what is said where it does not. */
const NEEDS: { readonly [C in Call]?: readonly [permission: string, detail: string] } = {
  configure: ['config', 'It has no settings.'],
  emit: ['events', 'It tells others nothing.'],
  'presence.set': ['presence', 'It shows nobody to others.'],
};
/** What is kept on this device until the server has it. */
const EDITS: ReadonlySet<Call> = new Set(['command', 'setState', 'configure', 'emit']);

/** Where all values of this device are kept. */
const STORED = 'sandbox';

export interface Port {
  postMessage(message: unknown): void;
  close(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onmessageerror?: ((event: MessageEvent) => void) | null;
}
export interface BridgeParts {
  readonly context: CanvasContext;
  readonly port: Port;
  /** As the manifest has them. */
  readonly permissions: readonly string[];
  /** Whether the person is in the app now. */
  isUsed(): boolean;
  now?(): number;
  ready(): void;
  pong(n: number): void;
  /** The app's code threw. */
  fault(message: string): void;
  /** It sends more than anybody can read. */
  flooded(): void;
}

const given = (ok: boolean, detail = ''): { ok: boolean; detail: string } => ({ ok, detail });
const refusal = (n: number, code: string, detail: string): ToApp => ({
  t: 'answer',
  n,
  ok: false,
  code,
  detail,
});

export class Bridge {
  readonly counters = { messages: 0, refused: 0, faults: 0, calls: 0 };
  private readonly bucket: Bucket;
  private readonly now: () => number;
  private readonly releases: (() => void)[] = [];
  private readonly undoable = new Map<number, Edit>();
  private open = 0;
  private refusedAt = Number.NEGATIVE_INFINITY;
  private inRow = 0;
  private wasted = 0;
  /** Bytes that were read lately: they run off with time. */
  private bytes = 0;
  private bytesAt: number;
  private settingsAt = Number.NEGATIVE_INFINITY;
  private stored: JsonObject;
  private told: WidgetSnapshot;
  private busy = false;
  private stale = false;
  private waiting: CanvasEvent[] = [];
  private over = false;

  constructor(private readonly parts: BridgeParts) {
    const { context, port } = parts;
    this.now = parts.now ?? (() => performance.now());
    this.bucket = new Bucket({ aSecond: MESSAGES_PER_SECOND, atOnce: MESSAGES_BURST }, this.now);
    this.bytesAt = this.now();
    const kept = context.storage.get(STORED);
    this.stored = typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? kept : {};
    this.told = context.snapshot();
    port.onmessage = (event) => this.hear(event);
    port.onmessageerror = () => this.refuse();
    const { canvasId, widgetId, app, user } = context;
    this.post({
      t: 'start',
      context: { canvasId, widgetId, app: { ...app }, user: { ...user }, locale: this.told.locale },
      snapshot: { ...this.told, storage: this.stored },
    });
    this.releases.push(
      context.subscribe(() => this.changed()),
      context.bus.on('*', (event) => this.happened(event)),
    );
  }

  /** While it has not answered the last ping it gets nothing more: what would pile up comes as one. */
  ping(n: number): void {
    this.busy = true;
    this.post({ t: 'ping', n });
  }

  end(): void {
    if (this.over) return;
    this.post({ t: 'unmount' });
    this.over = true;
    for (const release of this.releases) release();
    this.parts.port.onmessage = null;
    this.parts.port.close();
  }

  private post(message: ToApp): void {
    if (!this.over) this.parts.port.postMessage(message);
  }

  private changed(): void {
    const next = this.parts.context.snapshot();
    if (next === this.told || this.over) return;
    if (this.busy) {
      this.stale = true;
      return;
    }
    const { w, h } = this.told.size;
    const resized = next.size.w !== w || next.size.h !== h;
    this.told = next;
    this.post({ t: 'snapshot', snapshot: next });
    if (resized) this.post({ t: 'resize', size: { ...next.size } });
  }

  /** Of other widgets an app hears only when its manifest says so: they may have been told in confidence. */
  private happened(event: CanvasEvent): void {
    if (event.source !== this.parts.context.widgetId && !this.may('events')) return;
    if (this.busy) this.waiting = [...this.waiting, event].slice(-EVENTS_WAITING_MAX);
    else this.tell(event);
  }
  private tell({ type, source, data, by, at }: CanvasEvent): void {
    this.post({ t: 'event', event: { type, source, data, ...(by && { by }), ...(at && { at }) } });
  }
  private answered(n: number): void {
    this.busy = false;
    this.parts.pong(n);
    for (const event of this.waiting.splice(0)) this.tell(event);
    if (!this.stale) return;
    this.stale = false;
    this.changed();
  }

  private may(permission: string): boolean {
    return this.parts.permissions.includes(permission);
  }

  private hear(event: MessageEvent): void {
    if (this.over) return;
    this.counters.messages++;
    for (const port of event.ports ?? []) port.close();
    // Before anything of it is read: reading is what costs.
    if (!this.bucket.take() || this.isFull()) {
      this.refuse();
      return;
    }
    const began = this.now();
    const { data } = event;
    const asked = callIn(data);
    const needs = asked && NEEDS[asked.call];
    if (needs && !this.may(needs[0])) {
      // Not looked at any further, but taken out of the port all the same, which costs as much as it is large.
      this.counters.calls++;
      this.post(refusal(asked.n, 'forbidden', needs[1]));
      this.waste(began);
      return;
    }
    const message = readFromApp(data, (bytes) => {
      this.bytes += bytes;
    });
    if (message) {
      this.take(message);
      return;
    }
    // What was too large was read all the same, in the page's own time: few such messages cost as much as a flood.
    this.waste(began);
    this.refuse();
  }

  private isFull(): boolean {
    const now = this.now();
    const off = (Math.max(0, now - this.bytesAt) / 1_000) * BYTES_PER_SECOND;
    this.bytes = Math.max(0, this.bytes - off);
    this.bytesAt = now;
    return this.bytes >= BYTES_BURST;
  }

  private waste(since: number): void {
    this.wasted += this.now() - since;
    if (this.wasted > WASTED_MS_MAX) this.flood();
  }

  private refuse(): void {
    this.counters.refused++;
    const now = this.now();
    this.inRow = now - this.refusedAt > FORGIVEN_MS ? 1 : this.inRow + 1;
    this.refusedAt = now;
    if (this.inRow > REFUSED_MAX) this.flood();
  }

  private flood(): void {
    if (this.over) return;
    this.end(); // what still lies in the port is never read
    this.parts.flooded();
  }

  private take(message: FromApp): void {
    switch (message.t) {
      case 'ready':
        this.parts.ready();
        break;
      case 'pong':
        this.answered(message.n);
        break;
      case 'fault':
        this.counters.faults++;
        this.parts.fault(message.message);
        break;
      case 'call':
        this.counters.calls++;
        this.call(message.n, message.do, message.args);
        break;
    }
  }

  private call<C extends Call>(n: number, what: C, args: CallArgs[C]): void {
    if (this.open >= OPEN_CALLS_MAX) {
      this.post(refusal(n, 'rate-limited', 'Too much is under way at once.'));
      return;
    }
    if (EDITS.has(what) && weight(args, EDIT_BYTES_MAX) === undefined) {
      this.post(refusal(n, 'too-large', 'This is more than can be kept at once.'));
      return;
    }
    try {
      const done = (this.calls[what] as (args: CallArgs[C], n: number) => Done)(args, n);
      // What takes something back is not itself taken back, and pushes out nothing that still may be.
      if ('done' in done) this.edit(n, done, what !== 'undo');
      else if (done.ok) this.post({ t: 'answer', n, ok: true });
      else this.post(refusal(n, 'forbidden', done.detail));
    } catch (error) {
      this.post(refusal(n, 'invalid', error instanceof Error ? error.message : 'This cannot be done.'));
    }
  }

  private edit(n: number, edit: Edit, isUndoable: boolean): void {
    this.open++;
    if (isUndoable) this.undoable.set(n, edit);
    const [oldest] = this.undoable.keys();
    if (this.undoable.size > UNDOABLE_MAX && oldest !== undefined) this.undoable.delete(oldest);
    edit.done.then(
      (data) => {
        this.open--;
        this.post({ t: 'answer', n, ok: true, ...(weight(data) !== undefined && { data }) });
      },
      (error: { code?: unknown; detail?: unknown; message?: unknown }) => {
        this.open--;
        this.undoable.delete(n);
        const { code = 'unavailable', detail = error?.message } = error ?? {};
        this.post(refusal(n, String(code), String(detail ?? '')));
      },
    );
  }

  private readonly calls: { readonly [C in Call]: (args: CallArgs[C], n: number) => Done } = {
    command: ({ name, data }) => this.parts.context.command(name, data),
    setState: ({ patch }) => this.parts.context.setState(patch),
    configure: ({ config }) => this.parts.context.configure(config),
    emit: (event) => this.parts.context.bus.emit(event),
    undo: ({ of }) => {
      const edit = this.undoable.get(of);
      return edit ? this.parts.context.undo(edit) : given(false, 'There is nothing of that to take back.');
    },
    openSettings: () => {
      const now = this.now();
      // Only a person opens something: an app that does so by itself would take the keyboard away.
      const pressed = typeof navigator === 'undefined' || (navigator.userActivation?.isActive ?? true);
      // A press elsewhere in the page is none for this app.
      const asked = pressed && this.parts.isUsed();
      if (!asked || now - this.settingsAt < SETTINGS_EVERY_MS) return given(false, 'Only after a press.');
      this.settingsAt = now;
      this.parts.context.openSettings();
      return given(true);
    },
    badge: ({ count }) => {
      this.parts.context.badge(count);
      return given(true);
    },
    'storage.set': ({ key, value }) => this.store({ ...this.stored, [key]: value }),
    'storage.remove': ({ key }) => {
      const { [key]: _, ...rest } = this.stored;
      return this.store(rest);
    },
    'presence.set': ({ data }) => {
      this.parts.context.presence.set(data as JsonObject | null);
      return given(true);
    },
  };

  private store(values: Record<string, Json | undefined>): Done {
    if (Object.keys(values).length > STORED_KEYS_MAX || weight(values, STORED_BYTES_MAX) === undefined)
      return given(false, 'There is no more room on this device.');
    this.stored = values as JsonObject;
    this.parts.context.storage.set(STORED, this.stored);
    return given(true);
  }
}
type Done = Edit | { ok: boolean; detail: string };
