/**
 * One person in front of the fake canvas: their role and look, their way to it with its troubles, and the context
 * that the app is given. Own edits are shown at once and count as durable when they have arrived, as on a canvas.
 */
import {
  type AppPeer,
  type CanvasContext,
  type Edit,
  EditRefused,
  freshId,
  type IntentAnswer,
  type Json,
  type JsonObject,
  type PendingEdit,
  type Person,
  PRESENCE_MAX,
  type Role,
  type Size,
  type WidgetSnapshot,
} from '@gesso/sdk';
import { guessed } from '../../host/src/widget/appRules.ts';
import { patched } from '../../host/src/widget/rules.ts';
import type { FakeHost } from './host.ts';
import { type Asked, CANVAS, WIDGET } from './world.ts';

/** How this person's edits fare. */
export interface Trouble {
  /** Milliseconds until an edit arrives. */
  latency: number;
  /** Every edit is refused. */
  refuse: boolean;
  /** Nothing arrives; what was made meanwhile is sent afterwards. */
  offline: boolean;
}
/** What can be changed about a person while the app runs. */
export interface Looks {
  role: Role;
  theme: 'light' | 'dark';
  locale: string;
  reducedMotion: boolean;
  size: Size;
}
interface Waiting extends Asked {
  sent: boolean;
  resolve: (data: JsonObject) => void;
  reject: (why: EditRefused) => void;
}
const mayEdit = (role: Role): boolean => role === 'owner' || role === 'editor';
/** How long somebody counts as writing after a letter. */
const TYPING_MILLIS = 3_000;

export class FakeSession {
  readonly id = freshId();
  trouble: Trouble = { latency: 0, refuse: false, offline: false };
  /** The newest refusal, in words. */
  refusal: string | undefined;
  badge = 0;
  /** What this person shows the others inside the app. */
  shown: JsonObject | null = null;
  openSettings: () => void = () => {};
  private waiting: readonly Waiting[] = [];
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();
  private readonly stored = new Map<string, string>();
  private arrival = 0;
  private readonly underWay: (() => void)[] = [];
  private typed: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly host: FakeHost,
    readonly user: Person,
    private looks: Looks,
  ) {}

  get look(): Looks {
    return this.looks;
  }
  get typing(): boolean {
    return this.typed !== undefined;
  }
  change(looks: Partial<Looks>): void {
    this.looks = { ...this.looks, ...looks };
    this.host.changed();
  }
  suffer(trouble: Partial<Trouble>): void {
    this.trouble = { ...this.trouble, ...trouble };
    this.flush();
    this.host.changed();
  }
  /** A letter was typed inside the app. */
  types(): void {
    clearTimeout(this.typed);
    this.typed = setTimeout(() => {
      this.typed = undefined;
      this.host.changed();
    }, TYPING_MILLIS);
    this.host.changed();
  }

  edit(name: string, data: JsonObject, cause?: string): Edit {
    const id = freshId();
    if (!this.host.may(this.looks.role, name)) {
      this.refused(new EditRefused('forbidden', 'That is not for your role on this canvas.'));
      const done = Promise.reject(new EditRefused('forbidden', 'That is not for your role on this canvas.'));
      done.catch(() => {});
      return { id, done };
    }
    const done = new Promise<JsonObject>((resolve, reject) => {
      this.waiting = [...this.waiting, { id, do: name, data, cause, sent: false, resolve, reject }];
    });
    done.catch(() => {}); // the person is told; an app need not listen
    this.host.sent.push({ id, do: name, data, cause, by: this.user.id });
    this.host.changed();
    this.flush();
    return { id, done };
  }
  get pending(): readonly PendingEdit[] {
    return this.waiting.map(({ id, do: name, data }) => ({ id, do: name, data }));
  }
  /** What is kept, with the own edits that are under way on top. */
  seen(): { state: JsonObject; config: JsonObject } {
    let { state, config } = this.host.world.widget;
    const { rules } = this.host.world.app;
    const stamp = { by: this.user.id, at: 0 };
    for (const { do: name, data } of this.waiting)
      if (name === 'set-state') state = patched(state, data.patch as JsonObject);
      else if (name === 'configure') config = data.config as JsonObject;
      else if (name.includes('.') && rules) state = guessed(rules, state, name, data, stamp);
    return { state, config };
  }

  private flush(): void {
    if (this.trouble.offline || this.host.held) return;
    for (const one of this.waiting.filter(({ sent }) => !sent)) {
      one.sent = true;
      // What was made earlier arrives earlier, also when the way has become shorter meanwhile.
      this.arrival = Math.max(this.arrival, Date.now() + this.trouble.latency);
      // Timers of one moment may well be called the other way round: whichever comes brings what waits longest.
      this.underWay.push(() => {
        this.arrived(one);
      });
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        this.underWay.shift()?.();
      }, this.arrival - Date.now());
      this.timers.add(timer);
    }
  }
  private arrived(one: Waiting): void {
    this.waiting = this.waiting.filter((other) => other !== one);
    try {
      if (this.trouble.refuse) throw new EditRefused('conflict', 'The fake host refuses everything now.');
      const answer = this.host.world.take(one, this.user.id, this.looks.role);
      one.resolve(answer);
    } catch (error) {
      const why = error instanceof EditRefused ? error : new EditRefused('invalid', String(error));
      this.refused(why);
      one.reject(why);
    }
    this.host.changed();
  }
  private refused({ detail }: EditRefused): void {
    this.refusal = detail;
    this.host.changed();
  }
  /** Goes on with what was held back. */
  resume(): void {
    this.flush();
  }
  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    clearTimeout(this.typed);
  }

  context(): FakeContext {
    return new FakeContext(this, this.stored);
  }
}

/** All that the app may reach; one for each mounted widget or settings dialog. */
export class FakeContext implements CanvasContext {
  readonly canvasId = CANVAS;
  readonly widgetId = WIDGET;
  readonly app: { readonly id: string; readonly version: string };
  readonly user: { readonly id: string; readonly name: string };
  readonly bus: CanvasContext['bus'];
  readonly storage: CanvasContext['storage'];
  readonly presence: CanvasContext['presence'];
  private readonly releases = new Set<() => void>();
  private now: WidgetSnapshot;
  private writers: readonly string[] = [];
  private peers: readonly AppPeer[] = [];

  constructor(
    private readonly session: FakeSession,
    stored: Map<string, string>,
  ) {
    const { host, user } = session;
    this.app = { id: host.world.app.id, version: host.world.app.version };
    this.user = { id: user.id, name: user.name };
    this.bus = {
      emit: ({ type, data }, step) => session.edit('emit', { type, data }, step?.cause),
      on: (type, listener) => this.held(host.world.bus.on(type, listener)),
      // The fake canvas keeps no history: nothing has happened before.
      since: async () => ({ events: [], next: undefined }),
    };
    this.storage = {
      get: (key) => {
        const text = stored.get(key);
        return text === undefined ? undefined : (JSON.parse(text) as Json);
      },
      set: (key, value) => void stored.set(key, JSON.stringify(value)),
      remove: (key) => void stored.delete(key),
    };
    this.presence = {
      set: (data) => {
        if (data !== null && new TextEncoder().encode(JSON.stringify(data)).length > PRESENCE_MAX)
          throw new RangeError(`A micro-app shows at most ${PRESENCE_MAX} bytes of presence.`);
        session.shown = data;
        host.changed();
      },
      others: () => this.others(),
      subscribe: (listener) => {
        let before = this.others();
        return this.held(
          host.subscribe(() => {
            const now = this.others();
            if (now === before) return;
            before = now;
            listener();
          }),
        );
      },
    };
    this.now = this.taken();
  }

  get theme() {
    return this.snapshot().theme;
  }
  get size() {
    return this.snapshot().size;
  }
  get role() {
    return this.snapshot().role;
  }
  get readOnly() {
    return this.snapshot().readOnly;
  }
  snapshot(): WidgetSnapshot {
    const next = this.taken();
    const keys = Object.keys(next) as (keyof WidgetSnapshot)[];
    if (!keys.every((key) => same(key, next, this.now))) this.now = next;
    return this.now;
  }
  subscribe(listener: () => void): () => void {
    let before = this.snapshot();
    return this.held(
      this.session.host.subscribe(() => {
        const now = this.snapshot();
        if (now === before) return;
        before = now;
        listener();
      }),
    );
  }
  command(name: string, data: JsonObject, step?: { cause: string }): Edit {
    return this.session.edit(name, data, step?.cause);
  }
  undo({ id }: Pick<Edit, 'id'>): Edit {
    return this.session.edit('undo', { op: id });
  }
  setState(patch: JsonObject): Edit {
    return this.command('set-state', { patch });
  }
  configure(config: JsonObject): Edit {
    return this.command('configure', { config });
  }
  openSettings(): void {
    this.session.openSettings();
  }
  /** The app is alone here. */
  serves(): boolean {
    return false;
  }
  async intent(name: string): Promise<IntentAnswer> {
    return { kind: 'refused', reason: 'nobody', detail: `No app here serves ${name}.` };
  }
  /** What every app has: `state`, `config`, and each list in the state by its name. */
  read(path: string): Promise<Json> {
    const clean = path.replace(/^\/+/, '');
    if (/(^|\/)\.\.?(\/|$)|[?#\\]/.test(clean))
      return Promise.reject(new Error('A micro-app reads only below its own address.'));
    const { state, config } = this.session.host.world.widget;
    const [list = '', id] = clean.split('/');
    const items = state[list];
    if (clean === 'state') return Promise.resolve(state);
    if (clean === 'config') return Promise.resolve(config);
    if (Array.isArray(items) && id === undefined) return Promise.resolve({ items, next: null });
    const item = Array.isArray(items)
      ? items.find((one) => (one as JsonObject | null)?.id === id)
      : undefined;
    return item === undefined
      ? Promise.reject(new Error(`The fake host has nothing under ${clean}.`))
      : Promise.resolve(item);
  }
  nameOf(user: string): string | undefined {
    return this.session.host.people.find(({ id }) => id === user)?.name;
  }
  typing(): readonly string[] {
    const now = this.session.host.sessions
      .filter(({ typing, user }) => typing && user.id !== this.user.id)
      .map(({ user }) => user.id);
    if (JSON.stringify(now) !== JSON.stringify(this.writers)) this.writers = now;
    return this.writers;
  }
  onTyping(listener: () => void): () => void {
    return this.held(this.session.host.subscribe(listener));
  }
  badge(count: number): void {
    this.session.badge = count;
    this.session.host.changed();
  }
  /** Lets go of everything that the widget held. */
  dispose(): void {
    for (const release of [...this.releases]) release();
    this.releases.clear();
    if (this.session.shown !== null) this.presence.set(null);
  }

  private others(): readonly AppPeer[] {
    const now = this.session.host.sessions.flatMap(({ id, user, shown }) =>
      id === this.session.id || shown === null
        ? []
        : [{ session: id, user: user.id, name: user.name, colour: user.colour, data: shown }],
    );
    if (JSON.stringify(now) !== JSON.stringify(this.peers)) this.peers = now;
    return this.peers;
  }
  private held(off: () => void): () => void {
    const release = () => {
      off();
      this.releases.delete(release);
    };
    this.releases.add(release);
    return release;
  }
  private taken(): WidgetSnapshot {
    const { look, pending, host } = this.session;
    const { role, theme, reducedMotion, locale, size } = look;
    return {
      ...this.session.seen(),
      size,
      role,
      readOnly: !mayEdit(role),
      theme,
      reducedMotion,
      locale,
      people: host.people,
      pending,
    };
  }
}

/** Parts that are made anew for each look are the same when they say the same. */
const same = (key: keyof WidgetSnapshot, one: WidgetSnapshot, other: WidgetSnapshot): boolean =>
  one[key] === other[key] ||
  ((key === 'pending' || key === 'state' || key === 'config') &&
    JSON.stringify(one[key]) === JSON.stringify(other[key]));
