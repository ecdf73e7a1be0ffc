/** The backends whose events this page folds by itself; an app without one has only shared state. */
import type { JsonObject } from '@gesso/sdk/protocol';
import type { Stamp } from '../canvas/rules.ts';
import { todo } from './todo.ts';

export interface BackendEvent {
  type: string;
  data: JsonObject;
}
/** A micro-app's backend as the page knows it. The server decides; this folds, and guesses ahead. */
export interface Backend {
  name: string;
  initial: JsonObject;
  knows(type: string): boolean;
  evolve(state: JsonObject, event: BackendEvent): JsonObject;
  /** The events that a command will most likely make; none when it is not for this page to guess. */
  predict(state: JsonObject, command: string, data: JsonObject, stamp: Stamp): BackendEvent[];
}

const BACKENDS: Readonly<Record<string, Backend>> = { todo };
export const backendOf = (name: string): Backend | undefined =>
  Object.hasOwn(BACKENDS, name) ? BACKENDS[name] : undefined;
