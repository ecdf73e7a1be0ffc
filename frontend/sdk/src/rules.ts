/**
 * What an app's `./Rules` module exports by default: how the app's state follows from the events of its backend.
 * With it the page folds events by itself and shows own edits at once; without it the page asks the server for
 * the state after each of them. Not here: deciding; the server alone does that.
 */
import type { JsonObject } from './protocol.ts';

/** An event that the app's backend made, such as `todo.created`. */
export interface BackendEvent {
  type: string;
  data: JsonObject;
}
/** Who and when of an event or of a guess: a person's id and a clock instant. */
export interface Stamp {
  by: string;
  at: number;
}

/** Pure functions: no clock, no random, no memory. Never change what they are given. */
export interface MicroAppRules {
  /** The state of a new widget. */
  initial: JsonObject;
  /** False for what a newer backend sends: the page then asks for the state. */
  knows(type: string): boolean;
  /** The same as the backend's `evolve`; golden vectors hold them together. */
  evolve(state: JsonObject, event: BackendEvent, stamp: Stamp): JsonObject;
  /** The events that a command will most likely make; none when it is not for this page to guess. */
  predict(state: JsonObject, command: string, data: JsonObject, stamp: Stamp): BackendEvent[];
}

/** Checked once, when the module has been loaded. */
export const isRules = (value: unknown): value is MicroAppRules =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as MicroAppRules).initial === 'object' &&
  (['knows', 'evolve', 'predict'] as const).every(
    (name) => typeof (value as MicroAppRules)[name] === 'function',
  );
