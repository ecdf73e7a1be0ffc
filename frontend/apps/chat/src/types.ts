/** What Chat's backend keeps and what its people set. Not here: the rules; the server decides. */
import type { JsonObject } from '@gesso/sdk';

export type { Message, Reaction } from './generated/chat.ts';
/** What somebody did in another app; said in words by `words.ts`. */
export type Did =
  | 'added'
  | 'removed'
  | 'brought back'
  | 'moved'
  | 'renamed'
  | 'finished'
  | 'voted for'
  | 'ticked off'
  | 'reopened';
export type EmojiGroup = 'often' | 'faces' | 'hands' | 'things';
export type Density = 'cosy' | 'compact';
export interface ChatConfig extends JsonObject {
  /** Quiet lines for what happens in other apps of the canvas. */
  showEvents: boolean;
  density: Density;
}
/** Something that happened in another app, in words. */
export interface Activity {
  id: string;
  /** Unix milliseconds. */
  at: number;
  by: string;
  /** What the person did, one of `Did`. */
  did: string;
  /** With what: one, and how many more after it. */
  about: string;
  more: number;
}
