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
import { readFromApp, weight } from './reading.ts';

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
    if (!this.bucket.take()) {
      this.refuse();
      return;
    }
    const began = this.now();
    const message = readFromApp(event.data);
    if (message) {
      this.take(message);
      return;
    }
    // What was too large was read all the same, in the page's own time: few such messages cost as much as a flood.
    this.wasted += this.now() - began;
    this.refuse();
  }

  private refuse(): void {
    this.counters.refused++;
    const now = this.now();
    this.inRow = now - this.refusedAt > FORGIVEN_MS ? 1 : this.inRow + 1;
    this.refusedAt = now;
    if ((this.inRow <= REFUSED_MAX && this.wasted <= WASTED_MS_MAX) || this.over) return;
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
    try {
      const done = (this.calls[what] as (args: CallArgs[C], n: number) => Done)(args, n);
      if ('done' in done) this.edit(n, done);
      else if (done.ok) this.post({ t: 'answer', n, ok: true });
      else this.post(refusal(n, 'forbidden', done.detail));
    } catch (error) {
      this.post(refusal(n, 'invalid', error instanceof Error ? error.message : 'This cannot be done.'));
    }
  }

  private edit(n: number, edit: Edit): void {
    this.open++;
    this.undoable.set(n, edit);
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
    configure: ({ config }) =>
      this.may('config') ? this.parts.context.configure(config) : given(false, 'It has no settings.'),
    emit: (event) =>
      this.may('events') ? this.parts.context.bus.emit(event) : given(false, 'It tells others nothing.'),
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
      if (!this.may('presence')) return given(false, 'It shows nobody to others.');
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
