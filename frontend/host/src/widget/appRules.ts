/**
 * The rules of the apps on this page: each app brings its own (`./Rules`). What an app's code does wrong stays
 * here: a fold that throws is no fold, a guess that throws is none. Not here: loading them (rulesKeeper.ts).
 */
import type { BackendEvent, MicroAppRules } from '@gesso/sdk';
import type { JsonObject } from '@gesso/sdk/protocol';
import type { Stamp } from '../canvas/rules.ts';

const known = new Map<string, MicroAppRules>();

export const rulesOf = (app: string): MicroAppRules | undefined => known.get(app);
export function learn(app: string, rules: MicroAppRules): void {
  known.set(app, rules);
}
export function forget(app: string): void {
  known.delete(app);
}

/** Undefined when the event cannot be folded here. */
export function folded(
  rules: MicroAppRules | undefined,
  state: JsonObject,
  event: BackendEvent,
  stamp: Stamp,
): JsonObject | undefined {
  try {
    return rules?.knows(event.type) ? rules.evolve(state, event, stamp) : undefined;
  } catch (error) {
    console.error(`The app's rules failed on ${event.type}:`, error);
    return undefined;
  }
}

export function guessed(
  rules: MicroAppRules,
  state: JsonObject,
  command: string,
  data: JsonObject,
  stamp: Stamp,
): JsonObject {
  try {
    return rules
      .predict(state, command, data, stamp)
      .reduce((so, event) => rules.evolve(so, event, stamp), state);
  } catch (error) {
    console.error(`The app's rules failed to guess ${command}:`, error);
    return state;
  }
}
