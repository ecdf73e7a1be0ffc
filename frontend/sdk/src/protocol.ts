/**
 * The words of the wire between page and edge (contract.md). Frames, events and views are generated from the Java
 * records; here are the names that the page uses for them, and what presence carries. Not here: how the page
 * keeps or shows them.
 */
import type {
  ClientFrame as AnyClientFrame,
  ClientCmd,
  JsonObject,
  Position,
  Size,
} from './generated/protocol.ts';

export type {
  CanvasEvent,
  CanvasView,
  ClientCmd as CommandFrame,
  Collision,
  CommentView,
  Grid,
  Json,
  JsonObject,
  LayoutView,
  Manifest,
  MemberView,
  Peer,
  Place,
  Position,
  Refusal as Code,
  Role,
  Screen,
  ServerEv as EventFrame,
  ServerFrame,
  Size,
  Standing,
  WidgetState,
  WidgetView,
} from './generated/protocol.ts';

/** What one session does now. */
export interface LiveData {
  cursor?: { x: number; y: number } | null;
  select?: string[];
  drag?: { widget: string; position: Position; size: Size } | null;
  /** The widget into which the person writes. */
  typing?: string | null;
  /** What the person does inside one widget, in the words of its app. */
  app?: { widget: string; data: JsonObject } | null;
  /** Nothing was touched for a while. */
  idle?: boolean;
  /** What the person sees, in cells; empty where places mean nothing, as on a phone. */
  view?: { x: number; y: number; w: number; h: number };
  /** The session whose view the person follows. */
  follow?: string | null;
  /** Another number for each call to everybody to come to this person's view. */
  gather?: number | null;
}
export type ClientFrame =
  | Exclude<AnyClientFrame, { t: 'live' } | ClientCmd>
  | ClientCmd
  | { t: 'live'; data: LiveData };

/** Clock units in one millisecond: `at` = Unix milliseconds x 2048 + counter. */
export const CLOCK_UNITS = 2048;
/** Milliseconds since 1970 of a clock instant. */
export const millisOf = (at: number): number => Math.floor(at / CLOCK_UNITS);
/** A clock instant as the server writes times: no empty fraction. */
export const timeOf = (at: number): string => new Date(millisOf(at)).toISOString().replace('.000Z', 'Z');
