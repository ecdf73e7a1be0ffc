/**
 * What one widget is given of the canvas. Whatever it subscribed to is let go with it, so an app cannot leak
 * listeners. No token and no other widget is in its reach. Not here: drawing it.
 */
import type {
  AppBus,
  AppStorage,
  CanvasContext,
  CanvasEvent,
  Edit,
  IntentAnswer,
  Size,
  Step,
  WidgetConfig,
  WidgetSnapshot,
  WidgetState,
} from '@gesso/sdk';
import type { Json, JsonObject } from '@gesso/sdk/protocol';
import type { OpenCanvas } from '../canvas/session.ts';
import type { Host } from '../modules.ts';
import { nameIn, peopleIn } from '../state/people.ts';
import type { UserPreferences } from '../state/types.ts';
import { setBadge } from '../widget/badges.ts';
import { endStorm, tellStorm } from '../widget/storms.ts';
import { AppEdits } from './appEdits.ts';
import { WidgetPresence } from './appPresence.ts';

const EMPTY: JsonObject = {};

export interface LookOfPage {
  theme: 'light' | 'dark';
  reducedMotion: boolean;
}
/** What the page looks like now: the person's choice, else the system's. */
export function lookOf(preferences: UserPreferences): LookOfPage {
  const asked = (query: string) => typeof matchMedia === 'function' && matchMedia(query).matches;
  const { theme, reducedMotion } = preferences;
  return {
    theme: theme === 'system' ? (asked('(prefers-color-scheme: dark)') ? 'dark' : 'light') : theme,
    reducedMotion:
      reducedMotion === 'system' ? asked('(prefers-reduced-motion: reduce)') : reducedMotion === 'on',
  };
}

export class WidgetContext implements CanvasContext {
  readonly canvasId: string;
  readonly app: { readonly id: string; readonly version: string };
  readonly user: { readonly id: string; readonly name: string };
  readonly bus: AppBus;
  readonly storage: AppStorage;
  readonly presence: WidgetPresence;
  private readonly edits: AppEdits;
  private now: WidgetSnapshot;
  private readonly listeners = new Set<() => void>();
  private readonly releases = new Set<() => void>();
  private settings: () => void = () => {};
  private writers: readonly string[] = [];

  constructor(
    private readonly host: Host,
    private readonly canvas: OpenCanvas,
    readonly widgetId: string,
    app: { id: string; version: string },
    private sizeNow: Size,
  ) {
    this.canvasId = canvas.id;
    this.app = app;
    const { user } = host.security.session();
    this.user = { id: user?.id ?? '', name: user?.name ?? '' };
    this.edits = new AppEdits({
      bus: canvas.bus,
      send: (command, data, cause, correlation) => {
        if (cause !== undefined) canvas.intents.made(cause);
        return canvas.manager.editOfApp(widgetId, command, data, cause, correlation);
      },
      waiting: () => this.now.pending.length,
      heldBack: (what) => tellStorm(widgetId, what),
    });
    this.bus = {
      emit: (event, step) => this.edits.emit(event, step),
      on: (type, listener) => this.on(type, listener),
      since: async (instant, { pattern = '*', after } = {}) => {
        if (canvas.inPast) return { events: [], next: undefined };
        const { eventsSince } = await import('../bus/since.ts');
        return eventsSince(host.api, canvas.id, instant, pattern, after);
      },
    };
    this.storage = deviceStorage(
      `gesso.app|${this.user.id}|${canvas.id}|${widgetId}|`,
      canvas.inPast ?? false,
    );
    this.presence = new WidgetPresence({
      canvas: canvas.id,
      widget: widgetId,
      presence: canvas.presence,
      members: () => host.store.getState().canvas?.members.map(({ user }) => user) ?? [],
    });
    this.now = this.taken();
  }

  /** Follows the page from now on, until `dispose`. */
  attach(): void {
    this.releases.add(
      this.host.store.subscribe((now, before) => {
        if (
          now.widgets[this.widgetId] !== before.widgets[this.widgetId] ||
          now.canvas?.role !== before.canvas?.role ||
          now.canvas?.canEdit !== before.canvas?.canEdit ||
          now.past !== before.past ||
          now.preferences !== before.preferences
        )
          this.refresh();
      }),
    );
    if (typeof matchMedia === 'function')
      for (const query of ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)']) {
        const media = matchMedia(query);
        const changed = () => this.refresh();
        media.addEventListener('change', changed);
        this.releases.add(() => media.removeEventListener('change', changed));
      }
    this.refresh();
  }

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
    return () => this.listeners.delete(listener);
  }
  command(name: string, data: JsonObject, step?: Step): Edit {
    return this.edits.command(name, data, step);
  }
  undo({ id }: Pick<Edit, 'id'>): Edit {
    return this.canvas.manager.edit('canvas', 'undo', { op: id });
  }
  setState(patch: Partial<WidgetState>, step?: Step): Edit {
    return this.edits.setState(patch as JsonObject, step);
  }
  configure(config: WidgetConfig): Edit {
    return this.command('configure', { config });
  }
  openSettings(): void {
    this.settings();
  }
  intent(name: string, data: JsonObject): Promise<IntentAnswer> {
    return this.canvas.intents.ask({ widget: this.widgetId, app: this.app.id }, name, data);
  }
  serves(name: string): boolean {
    return this.canvas.intents.serves(name);
  }
  read(path: string): Promise<Json> {
    if (this.canvas.inPast) return Promise.reject(new Error('The server answers as of now, not of then.'));
    const clean = path.replace(/^\/+/, '');
    if (/(^|\/)\.\.?(\/|$)|[?#\\]/.test(clean.split('?')[0] ?? ''))
      return Promise.reject(new Error('A micro-app reads only below its own address.'));
    const base = `/api/apps/${encodeURIComponent(this.app.id)}/${encodeURIComponent(this.widgetId)}/`;
    return this.host.api<Json>(base + clean);
  }
  nameOf(user: string): string | undefined {
    return nameIn(this.host.store.getState(), user);
  }

  typing(): readonly string[] {
    const { user } = this;
    const now = new Set<string>();
    for (const { peer, data } of this.canvas.presence.peers().values())
      if (data.typing === this.widgetId && peer.user !== user.id) now.add(peer.user);
    const same = now.size === this.writers.length && this.writers.every((one) => now.has(one));
    if (!same) this.writers = [...now];
    return this.writers;
  }
  onTyping(listener: () => void): () => void {
    const off = this.canvas.presence.subscribe(listener);
    this.releases.add(off);
    return () => {
      off();
      this.releases.delete(off);
    };
  }
  badge(count: number): void {
    if (!this.canvas.inPast) setBadge(this.widgetId, count);
  }

  /** From the frame around it. */
  resized(size: Size): void {
    this.sizeNow = size;
    this.refresh();
  }
  onSettings(open: () => void): void {
    this.settings = open;
  }
  /** Lets go of everything that the widget held. */
  dispose(): void {
    this.edits.dispose();
    endStorm(this.widgetId);
    this.canvas.intents.leave(this.widgetId);
    for (const release of [...this.releases]) release();
    this.releases.clear();
    this.presence.dispose();
  }

  private on(type: string, listener: (event: CanvasEvent) => void): () => void {
    const off = this.canvas.bus.on(type, listener);
    this.releases.add(off);
    return () => {
      off();
      this.releases.delete(off);
    };
  }
  private refresh(): void {
    // Behind the past the app of the present stays as it is: what is half written in it, too.
    if ((this.canvas.inPast ?? false) !== (this.host.store.getState().past !== null)) return;
    const next = this.taken();
    const same = (Object.keys(next) as (keyof WidgetSnapshot)[]).every((key) => next[key] === this.now[key]);
    if (same) return;
    this.now = next;
    for (const listener of [...this.listeners]) listener();
  }
  private taken(): WidgetSnapshot {
    const { widgets, canvas, peers, preferences } = this.host.store.getState();
    const widget = widgets[this.widgetId];
    const before = this.now as WidgetSnapshot | undefined;
    return {
      state: widget?.state ?? before?.state ?? EMPTY,
      config: widget?.config ?? before?.config ?? EMPTY,
      size: this.sizeNow,
      role: this.canvas.inPast ? 'viewer' : (canvas?.role ?? 'viewer'),
      readOnly: !(canvas?.canEdit ?? false),
      ...lookOf(preferences),
      locale: preferences.language === 'system' ? navigator.language : preferences.language,
      people: peopleIn({ canvas, peers }),
      pending: widget?.pending ?? before?.pending ?? [],
    };
  }
}

function deviceStorage(prefix: string, fixed: boolean): AppStorage {
  return {
    get(key) {
      try {
        const text = localStorage.getItem(prefix + key);
        return text === null ? undefined : (JSON.parse(text) as Json);
      } catch {
        return undefined;
      }
    },
    set(key, value) {
      if (fixed) return;
      try {
        localStorage.setItem(prefix + key, JSON.stringify(value));
      } catch {
        // Full or switched off: values of this device are a comfort, never data.
      }
    },
    remove: (key) => fixed || localStorage.removeItem(prefix + key),
  };
}
