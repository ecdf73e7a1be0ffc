/**
 * What crosses between the page, the frame of a generated app and the worker that runs its code. Everything is data that
 * can be cloned; whoever receives a message takes nothing in it for granted. The limits are held by the receiving side.
 */
import type { Json, JsonObject, WidgetSnapshot } from '@gesso/sdk';

export const CONTRACT = 1;

/** Largest message either way, as JSON. */
export const MESSAGE_BYTES_MAX = 256 * 1024;
/** Messages that a worker may send in each second for long, and at once after silence. */
export const MESSAGES_PER_SECOND = 200;
export const MESSAGES_BURST = 400;
/** Of a view tree. */
export const NODES_MAX = 5_000;
export const DEPTH_MAX = 40;
export const NODE_TEXT_MAX = 20_000;
/** Characters of one view: its texts and the paths of its drawings. */
export const VIEW_TEXT_MAX = 1_000_000;
/** Attributes of one node, and kinds of events that it hears. */
export const ATTRIBUTES_MAX = 64;
/** Changes of a view in one message: what is to be drawn in one go. */
export const OPS_MAX = 20_000;
/** Of an app's code. */
export const CODE_BYTES_MAX = 64 * 1024;
/** How often a worker is asked whether it lives, and after how many missing answers it is ended. */
export const PING_MS = 1_000;
export const PINGS_MISSED_MAX = 3;

/** An attribute's value; null in an op takes it away. */
export type Value = string | number | boolean;
export interface ViewElement {
  /** Tag. */
  t: string;
  /** Tells siblings apart over time. */
  k?: string;
  a?: Record<string, Value>;
  /** Handler ids by event. */
  on?: Record<string, number>;
  c?: ViewNode[];
}
export type ViewNode = string | ViewElement;
/** Child indices from the root. */
export type Path = number[];
/** One change of the tree; each is about the tree that the ones before it left. */
export type Op =
  | ['r', Path, ViewNode]
  | ['a', Path, Record<string, Value | null>]
  | ['h', Path, Record<string, number | null>]
  | ['x', Path, string]
  | ['i', Path, number, ViewNode]
  | ['d', Path, number]
  | ['m', Path, number, number];

// Between frame and worker: the worker's own port.
export interface ViewEvent {
  type: string;
  value?: string;
  checked?: boolean;
  key?: string;
  shift?: boolean;
  ctrl?: boolean;
  alt?: boolean;
  /** Of a submit: what each control holds, by its name without prefix. */
  field?: Record<string, string | boolean>;
  /** Names of the controls that hold what their browser cannot read; of a submit, those of the form. */
  bad?: string[];
}
/** `seen`: how many events the worker had taken when it drew this; older drawings do not overwrite what is typed. */
export type FromWorker = { t: 'view'; ops: Op[]; seen: number } | { t: 'pong'; n: number };
export type ToWorker =
  | { t: 'event'; h: number; e: ViewEvent }
  | { t: 'ping'; n: number }
  /** The last view is drawn, and the frame has had its rest: the next one may come. */
  | { t: 'drawn' }
  /** Once, with the app port transferred. */
  | { t: 'port' };

/** Page to frame, once, as a window message with two ports: [control, app]. */
export interface Boot {
  t: 'boot';
  code: string;
  runtime: string;
}

/** Page to frame instead of a boot, without ports: a view that was drawn elsewhere, only to look at. */
export interface Show {
  t: 'show';
  view: ViewNode;
  look: Extract<ToFrame, { t: 'theme' }>;
}

/**
 * Where there is no worker, as in a test on the server: set as global `gessoPorts` before the runtime runs. The runtime
 * takes it away from there and puts its two ears in.
 */
export interface BarePorts {
  /** Views wait until the one before is drawn. */
  paced?: boolean;
  toFrame(message: FromWorker): void;
  toApp(message: FromApp): void;
  fromFrame?(message: ToWorker): void;
  fromApp?(message: ToApp): void;
}

// The control port.
export type FromFrame =
  | { t: 'up' }
  | { t: 'dead'; message: string }
  /** `worker` is the number of the last ping that the worker has answered. */
  | { t: 'pong'; n: number; worker?: number }
  | { t: 'refused'; what: string; count: number }
  | { t: 'height'; px: number }
  /** Whether a field has what a person wrote into it last: text that would go with the frame. */
  | { t: 'writing'; is: boolean }
  /** A key that the app has no use for, such as Escape: for the page. */
  | { t: 'key'; key: string };
export type ToFrame =
  | { t: 'ping'; n: number }
  /** `colours`: CSS values by token name without dashes in front, such as `surface-2`. */
  | { t: 'theme'; theme: 'light' | 'dark'; reducedMotion: boolean; colours: Record<string, string> }
  /** A new worker with the same code; a new app port is transferred with it. */
  | { t: 'restart' }
  | { t: 'stop' };

// The app port.
export interface StartContext {
  canvasId: string;
  widgetId: string;
  app: { id: string; version: string };
  user: { id: string; name: string };
  locale: string;
}
/** What the app knows at its start; later ones have no `storage`. */
export type StartSnapshot = WidgetSnapshot & { storage: JsonObject };
export interface HeardEvent {
  type: string;
  data?: Json;
  [more: string]: Json | undefined;
}
export type ToApp =
  | { t: 'start'; context: StartContext; snapshot: StartSnapshot }
  | { t: 'snapshot'; snapshot: WidgetSnapshot }
  | { t: 'event'; event: HeardEvent }
  | { t: 'resize'; size: { w: number; h: number } }
  | ({ t: 'answer'; n: number } & (
      | { ok: true; data?: JsonObject }
      | { ok: false; code?: string; detail?: string; errors?: { field: string; message: string }[] }
    ))
  | { t: 'ping'; n: number }
  | { t: 'unmount' };
export const CALLS = [
  'command',
  'setState',
  'configure',
  'emit',
  'undo',
  'openSettings',
  'badge',
  'storage.set',
  'storage.remove',
  'presence.set',
] as const;
export type Call = (typeof CALLS)[number];
/** What each call brings. */
export interface CallArgs {
  command: { name: string; data: JsonObject };
  setState: { patch: JsonObject };
  configure: { config: JsonObject };
  emit: { type: string; data: JsonObject };
  /** `of` is the `n` of the call that is taken back. */
  undo: { of: number };
  openSettings: Record<string, never>;
  badge: { count: number };
  'storage.set': { key: string; value: Json };
  'storage.remove': { key: string };
  'presence.set': { data: JsonObject };
}
export type FromApp =
  | { t: 'ready'; contract: typeof CONTRACT }
  | { t: 'pong'; n: number }
  | { [C in Call]: { t: 'call'; n: number; do: C; args: CallArgs[C] } }[Call]
  | { t: 'fault'; message: string };
