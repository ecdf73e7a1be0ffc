/**
 * The words of the wire between page and edge (contract.md): frames, events and the views they carry.
 * The same names as in the Java module `protocol`. Not here: anything about how the page keeps or shows them.
 */

export type Role = 'owner' | 'editor' | 'commenter' | 'viewer' | 'analyst';
export type Collision = 'push' | 'reject' | 'free';
/** Whole cells. */
export interface Position {
  x: number;
  y: number;
}
/** Whole cells. */
export interface Size {
  w: number;
  h: number;
}
export interface Place {
  position: Position;
  size: Size;
}
export interface Grid {
  columns: number;
  rowHeight: number;
  gap: number;
  collision: Collision;
}
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export interface WidgetView {
  id: string;
  appId: string;
  appVersion: string;
  backend: string;
  title: string;
  /** Where it is shown. */
  position: Position;
  /** Where its people put it; differs from `position` under `push` only. */
  wanted: Position;
  size: Size;
  min: Size;
  max: Size;
  z: number;
  locked: boolean;
}
export interface LayoutView {
  id: string;
  name: string;
  by: string;
  /** ISO 8601 UTC. */
  at: string;
  /** Not saved by a person, but kept when another layout was loaded. */
  kept: boolean;
}
export interface MemberView {
  user: string;
  role: Role;
  name?: string;
}
export interface CanvasView {
  id: string;
  title: string;
  revision: number;
  at: number;
  /** The reader's; absent in frames, where `hello` and `role` tell it. */
  role?: Role;
  grid: Grid;
  widgets: WidgetView[];
  removed: WidgetView[];
  layouts: LayoutView[];
  members: MemberView[];
}
/** Data of a widget's `state` frame. */
export interface WidgetState {
  app: { id: string; version: string };
  config: JsonObject;
  state: JsonObject;
}

/** What a refusal is called, on HTTP and on the WebSocket. */
export type Code =
  | 'invalid'
  | 'unknown-command'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'gone'
  | 'conflict'
  | 'operation-reused'
  | 'last-owner'
  | 'too-large'
  | 'rate-limited'
  | 'unavailable'
  | 'before-birth'
  | 'future';

export type Target = 'canvas' | (string & {});

export interface JoinFrame {
  t: 'join';
  client: string;
  since?: Record<string, number>;
  watch?: 'all' | string[];
}
export interface CommandFrame {
  t: 'cmd';
  id: string;
  to: Target;
  do: string;
  data: JsonObject;
  cause?: string;
  again?: true;
}
export interface LiveData {
  cursor?: { x: number; y: number } | null;
  select?: string[];
  drag?: { widget: string; position: Position; size: Size } | null;
}
export type ClientFrame =
  | JoinFrame
  | CommandFrame
  | { t: 'watch' | 'unwatch'; widgets: string[] }
  | { t: 'live'; data: LiveData }
  | { t: 'auth'; token: string }
  | { t: 'ping'; n: number };

export interface Peer {
  session: string;
  user: string;
  name: string;
  role: Role;
}
export interface EventFrame {
  t: 'ev';
  of: Target;
  rev: number;
  at: number;
  by: string;
  client?: string;
  op?: string;
  cause?: string;
  type: string;
  data: JsonObject;
}
export type ServerFrame =
  | {
      t: 'hello';
      session: string;
      user: { id: string; name: string };
      role: Role;
      canvas: string;
      at: number;
    }
  | { t: 'state'; of: Target; rev: number; at: number; data: JsonObject }
  | { t: 'ready'; at: number }
  | { t: 'ack'; id: string; rev: number; at: number; data?: JsonObject }
  | { t: 'no'; id?: string; code: Code; detail?: string }
  | { t: 'retry'; id: string; after: number }
  | EventFrame
  | { t: 'live'; from: string; user: string; data: LiveData }
  | { t: 'peers'; in: Peer[]; out: string[] }
  | { t: 'role'; role: Role }
  | { t: 'bye'; code: string }
  | { t: 'pong'; n: number };

/** Clock units in one millisecond: `at` = Unix milliseconds x 2048 + counter. */
export const CLOCK_UNITS = 2048;
/** Milliseconds since 1970 of a clock instant. */
export const millisOf = (at: number): number => Math.floor(at / CLOCK_UNITS);
