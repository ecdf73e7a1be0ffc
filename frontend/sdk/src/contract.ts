/**
 * What a micro-app is and what it is given. `MicroAppWidget` is the platform's contract; an app is written
 * with `defineMicroApp` and never implements it by hand. Not here: how the host fulfils it.
 */
import type { ComponentType } from 'react';
import type { Json, JsonObject, Manifest, Role } from './protocol.ts';

/** Size of a widget in grid cells. */
export interface Size {
  w: number;
  h: number;
}

/** Something that happened on the canvas or in another app, as an app sees it. */
export interface CanvasEvent {
  type: string;
  /** Widget that it comes from, or `canvas`. */
  source: string;
  data: JsonObject;
  /** What it is about in an app's words, such as the text of the todo that was ticked, as far as the page knows. */
  about?: string;
  /** Person that caused it. */
  by?: string;
  at?: number;
  /** Operation that made it. */
  op?: string;
  /** Operation that it answers, or step that it belongs to. */
  cause?: string;
  /** The same for everything that one thing led to. */
  correlation?: string;
}
/** What an app tells the others; the host adds who and where. */
export interface MicroAppEvent {
  type: string;
  data: JsonObject;
}
/** The shared state of one widget: the same for everybody on the canvas. */
export type WidgetState = Readonly<JsonObject>;
/** The settings of one widget, shared by everybody on the canvas. */
export type WidgetConfig = Readonly<JsonObject>;

export interface MicroAppWidget {
  // Lifecycle
  onMount(context: CanvasContext): void;
  onUnmount(): void;
  onResize(size: Size): void;

  // Communication
  onEvent(event: CanvasEvent): void;
  emitEvent(event: MicroAppEvent): void;

  // State
  getState(): WidgetState;
  /** Merges per top-level key, last writer wins; a key set to null is removed. */
  setState(state: Partial<WidgetState>): void;

  // Configuration
  getConfig(): WidgetConfig;
  openSettings(): void;
}

/** A sent edit: resolved after the server's commit, rejected with `EditRefused`. */
export interface Edit {
  /** Operation id. */
  id: string;
  /** Resolves with the data of the acknowledgement; unhandled rejections are quiet: the host shows the reason. */
  done: Promise<JsonObject>;
}
/** What an edit belongs to. */
export interface Step {
  /** Edits of one person with one `cause` are one step for undo. */
  cause?: string;
  /**
   * The event that the edit answers. While a listener is called the host knows it by itself; who answers later names
   * it here. An answer's cause is that event's operation. A chain of too many answers is refused, so that apps that
   * answer one another come to an end.
   */
  after?: CanvasEvent;
}
/**
 * Why the server, or the page, did not take an edit. From the page: `forbidden` for a viewer, `rate-limited` for what is
 * too much at once, `conflict` for a chain of answers that is too long.
 */
export class EditRefused extends Error {
  override readonly name = 'EditRefused';
  constructor(
    readonly code: string,
    readonly detail: string,
  ) {
    super(detail);
  }
}

/** Somebody who may see this canvas. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Theirs on this canvas, the same on every screen; white letters can be read on it. Never without the name. */
  readonly colour: string;
}

/** What a widget's live values look like at one moment; replaced, never changed. */
export interface WidgetSnapshot {
  state: WidgetState;
  config: WidgetConfig;
  size: Size;
  role: Role;
  readOnly: boolean;
  theme: 'light' | 'dark';
  reducedMotion: boolean;
  locale: string;
  /** Who is on this canvas, by name; for completion and for choosing somebody. */
  people: readonly Person[];
  /** Own edits of this widget that are not durable yet, oldest first. */
  pending: readonly PendingEdit[];
}
/** An own edit that is not durable yet. */
export interface PendingEdit {
  id: string;
  do: string;
  data: JsonObject;
}

/** Some of what happened, oldest first. */
export interface EventPage {
  readonly events: readonly CanvasEvent[];
  /** Where to read on; undefined when that was all. */
  readonly next: string | undefined;
}
/** The bus of one canvas, as an app sees it. */
export interface AppBus {
  /** Tells everybody on the canvas, durably; the host adds the source. Too many in a second are left out. */
  emit(event: MicroAppEvent, step?: Step): Edit;
  /** Exact type, `prefix.*` or `*`; returns unsubscribe. */
  on(type: string, listener: (event: CanvasEvent) => void): () => void;
  /**
   * What happened on this canvas after an instant (an event's `at`), from the server: for who came late. One page, of
   * which `after` gives the next. `pattern` as for `on`, everything without one.
   */
  since(instant: number, options?: { pattern?: string; after?: string }): Promise<EventPage>;
}
/** Somebody else who has this canvas open, and what they do in this widget. */
export interface AppPeer {
  /** One tab of theirs; a person may have several. */
  readonly session: string;
  readonly user: string;
  readonly name: string;
  /** The person's colour, the same as everywhere on this canvas. */
  readonly colour: string;
  readonly data: JsonObject;
}
/** Bytes of JSON that one person shows in one widget. */
export const PRESENCE_MAX = 1024;
/**
 * What people do in this widget just now, such as where they write: seen by the others, stored nowhere. Only the
 * newest matters: what comes between may never be told.
 */
export interface AppPresence {
  /** Replaces what the others see of me here, at most `PRESENCE_MAX` bytes; null takes it away. */
  set(data: JsonObject | null): void;
  /** Who shows something here; not myself. */
  others(): readonly AppPeer[];
  /** Called when `others()` has changed; returns unsubscribe. */
  subscribe(listener: () => void): () => void;
}
/** What one app asks another for: to add an event to a calendar, a task to a list. */
export interface Intent {
  /** As the serving app's manifest declares it, such as `calendar.event`. */
  readonly name: string;
  /** Of the declared shape. */
  readonly data: JsonObject;
  readonly from: { readonly widget: string; readonly app: string };
  /** Given to each edit that serves it: the person takes all of it back at once. */
  readonly step: { readonly cause: string };
}
/** What has become of an intent. */
export type IntentAnswer =
  | { readonly kind: 'done'; readonly widget: string; readonly data: JsonObject }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly reason: IntentRefusal; readonly detail: string };
/**
 * `nobody` serves it; the data are `invalid`; the person is no editor (`forbidden`), answers another one just now (`busy`)
 * or has done nothing that would ask for it (`uninvited`); the serving app `declined`, did not answer in time (`timeout`)
 * or `failed`.
 */
export type IntentRefusal =
  | 'nobody'
  | 'invalid'
  | 'forbidden'
  | 'busy'
  | 'uninvited'
  | 'declined'
  | 'timeout'
  | 'failed';
/** Thrown by an app that does not want to serve an intent, with a reason for the person. */
export class IntentDeclined extends Error {
  override readonly name = 'IntentDeclined';
}
/** Small values of this widget kept on this device only; never shared. */
export interface AppStorage {
  get(key: string): Json | undefined;
  set(key: string, value: Json): void;
  remove(key: string): void;
}

/** Everything that a micro-app may reach. Given to `onMount` and to the app's components. */
export interface CanvasContext {
  readonly canvasId: string;
  readonly widgetId: string;
  readonly app: { readonly id: string; readonly version: string };
  readonly user: { readonly id: string; readonly name: string };
  readonly theme: 'light' | 'dark';
  readonly size: Size;
  readonly role: Role;
  readonly readOnly: boolean;
  readonly bus: AppBus;
  readonly storage: AppStorage;
  readonly presence: AppPresence;
  /** The newest values. */
  snapshot(): WidgetSnapshot;
  /** Called after each change of the snapshot; returns unsubscribe. */
  subscribe(listener: () => void): () => void;
  /** Sends a command of the app's backend, such as `todo.add`. */
  command(name: string, data: JsonObject, step?: Step): Edit;
  /** Takes back an own edit of this widget, with everything of the same step. */
  undo(edit: Pick<Edit, 'id'>): Edit;
  /** Changes that come faster than they can be sent are joined: the last value of each key is what arrives. */
  setState(patch: Partial<WidgetState>, step?: Step): Edit;
  configure(config: WidgetConfig): Edit;
  openSettings(): void;
  /**
   * Asks another app on this canvas for something, such as `calendar.event`: the person chooses whose widget, or a new
   * one. Only out of a press or a key.
   */
  intent(name: string, data: JsonObject): Promise<IntentAnswer>;
  /** Whether there is an app that could be asked. */
  serves(name: string): boolean;
  /** Reads the app's own backend: a path below `/api/apps/{app}/{widget}/`. The host adds the credentials. */
  read(path: string): Promise<Json>;
  /** Name of a person on this canvas, as far as it is known. */
  nameOf(user: string): string | undefined;
  /** Others who are writing in this widget now, by id; another list only when it has changed. */
  typing(): readonly string[];
  /** Called when `typing()` may have changed; returns unsubscribe. */
  onTyping(listener: () => void): () => void;
  /** How much in this widget waits for this person; shown on its frame and in the page's title. Zero takes it away. */
  badge(count: number): void;
}

/** Properties of the three exposed components. */
export interface MicroAppProps {
  context: CanvasContext;
}
/** What `./Widget` exports by default. */
export interface MicroAppModule {
  /** Version of this contract. */
  contract: 1;
  create(context: CanvasContext): MicroAppInstance;
}
export interface MicroAppInstance extends MicroAppWidget {
  View: ComponentType;
  /** Serves an intent that the manifest declares; what it resolves with has the declared result's shape. */
  onIntent?(intent: Intent): Promise<JsonObject>;
}
/** What `./Settings` exports by default. */
export type SettingsModule = ComponentType<MicroAppProps>;
/** What `./Preview` exports by default: a picture of the app with made-up content, for the catalogue. */
export type PreviewModule = ComponentType<{ theme: 'light' | 'dark' }>;

/** An app's entry in the registry. */
export type AppManifest = Manifest;
