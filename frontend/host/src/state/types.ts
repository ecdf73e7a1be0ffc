import type { PendingEdit } from '@gesso/sdk';
import type {
  Code,
  CommentView,
  JsonObject,
  LayoutView,
  MemberView,
  Peer,
  Place,
  Role,
  Screen,
} from '@gesso/sdk/protocol';
import type { Breakpoint } from '../canvas/screens.ts';
import type { GridConfig } from '../canvas/types.ts';
import type { UserContext } from '../security/types.ts';

/** One widget as it is to be drawn: confirmed state with own unconfirmed edits on top. Replaced, never changed. */
export interface Widget {
  id: string;
  appId: string;
  appVersion: string;
  title: string;
  /** Shown place, in cells. */
  position: Place['position'];
  wanted: Place['position'];
  size: Place['size'];
  /** Shown place in the arrangement of desktops, which this page may not be showing. */
  desktop: Place;
  z: number;
  locked: boolean;
  /** Config and shared state; undefined until the first `state` frame of the widget. */
  config: JsonObject | undefined;
  state: JsonObject | undefined;
  /** Own edits on this widget (its place or its content) that are not durable yet, oldest first. */
  pending: readonly PendingEdit[];
  /** The newest refused edit; `n` rises by one each time, so that a shake can be keyed on it. */
  refused: { n: number; code: Code; detail: string } | undefined;
}

export interface LoadedApp {
  id: string;
  version: string;
  entry: string;
  modules: readonly string[];
  /** Milliseconds from interest to a usable module. */
  loadMillis: number;
  loadedAt: number;
  instances: number;
}
/** Settings of one widget. */
export type AppConfig = JsonObject;

export interface UserPreferences {
  theme: 'system' | 'light' | 'dark';
  /** `system` or a language tag. */
  language: string;
  reducedMotion: 'system' | 'on' | 'off';
  /** Apps that live with those of the canvas are recommended. */
  recommendations: 'on' | 'off';
}

export interface EventLogEntry {
  n: number;
  of: string;
  rev: number;
  at: number;
  /** Unix milliseconds, from `at`. */
  time: number;
  by: string;
  op: string;
  /** The operation that it answers, or the step that it belongs to. */
  cause?: string;
  /** The same for everything that one thing led to. */
  correlation: string;
  type: string;
  data: JsonObject;
  own: boolean;
}

/** The one status in the top bar. `count` is the number of own edits that are not durable yet. */
export type SaveStatus =
  | { kind: 'loading' }
  | { kind: 'durable' }
  | { kind: 'saving'; count: number }
  | { kind: 'offline'; count: number }
  | { kind: 'reconnecting'; count: number }
  | { kind: 'viewing' }
  | { kind: 'closed'; reason: ClosedReason };
export type ClosedReason = 'revoked' | 'not-found' | 'forbidden' | 'deleted' | 'signed-out';

/** Something to tell the person once: a refused edit, a storage that is full. */
export interface Notice {
  n: number;
  kind: 'refused' | 'warning';
  code: Code | 'storage';
  /** In words for a person. */
  text: string;
  widget: string | undefined;
}

/** The source document's CanvasState and what a live canvas needs besides. One canvas is open at a time. */
export interface CanvasState {
  /** Places and grid of the breakpoint that is shown. */
  layout: { widgets: readonly Widget[]; grid: GridConfig };
  loadedApps: ReadonlyMap<string, LoadedApp>;
  appConfigs: ReadonlyMap<string, AppConfig>;
  user: UserContext | null;
  preferences: UserPreferences;
  /** Newest last, at most EVENT_LOG_LIMIT; complete on the server. */
  eventLog: readonly EventLogEntry[];

  /** Whose arrangement is shown. */
  breakpoint: Breakpoint;
  canvas: CanvasMeta | null;
  /** Set while layout, widgets and title are those of a past instant; status, people and log are always of now. */
  past: PastMark | null;
  /** By id; the same objects as in `layout.widgets`, which is in reading order (y, x, id of the shown place). */
  widgets: Readonly<Record<string, Widget>>;
  /** Removed widgets that can be restored, newest first. */
  removed: readonly { id: string; title: string; appId: string }[];
  /** In the order of their making; replaced only when one of them changes. */
  comments: readonly CommentView[];
  status: SaveStatus;
  peers: readonly Peer[];
  notices: readonly Notice[];
}
export interface PastMark {
  /** The clock instant that is shown. */
  at: number;
  /** What to answer who wants to change something. */
  why: string;
}
export interface CanvasMeta {
  id: string;
  title: string;
  revision: number;
  at: number;
  role: Role;
  /** May this person change what is shown: an owner or editor, and not the past. */
  canEdit: boolean;
  /** May this person change the grid, members and links. */
  isOwner: boolean;
  canComment: boolean;
  /** As it is configured: the desktop's. */
  grid: GridConfig;
  /** Smaller screens on which somebody has placed something. */
  arranged: readonly Screen[];
  layouts: readonly LayoutView[];
  /** In the order of their ids: the same on every screen. */
  members: readonly MemberView[];
  /** Own presence session, to leave oneself out of `peers`. */
  session: string | undefined;
}
