/** An app's context without a canvas: its records are in memory, its commands are decided as the server would. */

import { RecordsServer, type RecordsState } from '@gesso/sandbox/records';
import type { Specification } from '@gesso/sandbox/specification';
import {
  type CanvasContext,
  type CanvasEvent,
  type Edit,
  EditRefused,
  type WidgetSnapshot,
} from '@gesso/sdk';
import type { Json, JsonObject } from '@gesso/sdk/protocol';

/** Of each kind, to look at. */
const RECORDS_SHOWN = 5;
/** Commands that can be taken back. */
const UNDOABLE = 50;
const ME = { id: 'u-ann', name: 'Ann', colour: '#2f5fd0' };
const BEN = { id: 'u-ben', name: 'Ben', colour: '#9a5700' };

export interface PreviewParts {
  readonly specification: Specification;
  readonly theme: 'light' | 'dark';
  readonly reducedMotion?: boolean;
  readonly locale: string;
  /** The day that dates are around, as `2026-01-31`. */
  readonly today: string;
  /** A picture is only looked at. */
  readonly readOnly?: boolean;
}

export class PreviewContext implements CanvasContext {
  readonly canvasId = 'preview';
  readonly widgetId = 'preview';
  readonly app: { readonly id: string; readonly version: string };
  readonly user = { id: ME.id, name: ME.name };
  readonly presence = { set: () => {}, others: () => [], subscribe: () => () => {} };
  private readonly server: RecordsServer;
  private readonly kept = new Map<string, Json>();
  private readonly listeners = new Set<() => void>();
  private readonly ears = new Set<{ type: string; listener: (event: CanvasEvent) => void }>();
  /** What the app keeps beside its records, and what each command changed. */
  private own: JsonObject = {};
  private readonly before = new Map<string, { state: RecordsState; collection: string; id: string }>();
  private now: WidgetSnapshot;
  private count = 0;

  constructor({
    specification,
    theme,
    reducedMotion = false,
    locale,
    today,
    readOnly = false,
  }: PreviewParts) {
    this.app = { id: specification.title, version: '0.0.0' };
    const noon = Date.parse(`${today}T12:00:00Z`);
    this.server = new RecordsServer(specification, () => noon + this.count++);
    this.server.fill(RECORDS_SHOWN, today, ME.id);
    this.now = {
      state: this.server.now() as unknown as JsonObject,
      config: {},
      size: { w: 4, h: 5 },
      role: readOnly ? 'viewer' : 'editor',
      readOnly,
      theme,
      reducedMotion,
      locale,
      people: [ME, BEN],
      pending: [],
    };
  }

  readonly bus = {
    emit: (): Edit => this.edit({}),
    on: (type: string, listener: (event: CanvasEvent) => void) => {
      const ear = { type, listener };
      this.ears.add(ear);
      return () => void this.ears.delete(ear);
    },
    since: async () => ({ events: [], next: undefined }),
  };
  readonly storage = {
    get: (key: string) => this.kept.get(key),
    set: (key: string, value: Json) => void this.kept.set(key, value),
    remove: (key: string) => void this.kept.delete(key),
  };

  get theme() {
    return this.now.theme;
  }
  get size() {
    return this.now.size;
  }
  get role() {
    return this.now.role;
  }
  get readOnly() {
    return this.now.readOnly;
  }
  snapshot(): WidgetSnapshot {
    return this.now;
  }
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
  /** From outside: the page looks other now. */
  look(theme: 'light' | 'dark'): void {
    if (theme !== this.now.theme) this.change({ theme });
  }

  command(name: string, data: JsonObject): Edit {
    if (this.now.readOnly) return this.refused('forbidden', 'This is only a picture.');
    const state = this.server.now();
    const answer = this.server.command(name, data, ME.id);
    if (!answer.ok) return this.refused(answer.code, answer.detail);
    if (answer.event) {
      this.show();
      const event: CanvasEvent = { ...answer.event, source: this.widgetId };
      for (const ear of [...this.ears]) if (ear.type === '*' || ear.type === event.type) ear.listener(event);
    }
    const edit = this.edit(answer.data);
    const { collection, id } = answer.event?.data ?? {};
    if (answer.event) this.before.set(edit.id, { state, collection: String(collection), id: String(id) });
    const [oldest] = this.before.keys();
    if (this.before.size > UNDOABLE && oldest !== undefined) this.before.delete(oldest);
    return edit;
  }
  setState(patch: JsonObject): Edit {
    if (this.now.readOnly) return this.refused('forbidden', 'This is only a picture.');
    const kept = Object.entries({ ...this.own, ...patch }).filter(([, value]) => value !== null);
    this.own = Object.fromEntries(kept);
    this.show();
    return this.edit({});
  }
  configure(config: JsonObject): Edit {
    this.change({ config });
    return this.edit({});
  }
  undo({ id }: Edit): Edit {
    const before = this.before.get(id);
    if (!before) return this.refused('not-found', 'There is nothing of that to take back.');
    this.before.delete(id);
    this.server.back(before.state, before.collection, before.id);
    this.show();
    return this.edit({});
  }
  openSettings(): void {}
  badge(): void {}
  intent() {
    return Promise.resolve({ kind: 'cancelled' } as const);
  }
  serves(): boolean {
    return false;
  }
  read(): Promise<Json> {
    return Promise.reject(new Error('A preview has no server.'));
  }
  nameOf(user: string): string | undefined {
    return [ME, BEN].find(({ id }) => id === user)?.name;
  }
  typing() {
    return [];
  }
  onTyping() {
    return () => {};
  }

  private show(): void {
    this.change({ state: { ...this.own, ...(this.server.now() as unknown as JsonObject) } });
  }
  private change(part: Partial<WidgetSnapshot>): void {
    this.now = { ...this.now, ...part };
    for (const listener of [...this.listeners]) listener();
  }
  private edit(data: JsonObject): Edit {
    return { id: `preview-${++this.count}`, done: Promise.resolve(data) };
  }
  private refused(code: string, detail: string): Edit {
    const done = Promise.reject<JsonObject>(new EditRefused(code, detail));
    done.catch(() => {}); // as the page's own edits: quiet for whoever does not ask
    return { id: `preview-${++this.count}`, done };
  }
}
