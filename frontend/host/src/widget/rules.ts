/**
 * What the platform's own widget events do to a widget, and the way to its app's rules. The same cases as
 * `gesso.cluster.widget` in Java. Not here: the apps' rules, which come with the apps.
 */
import type { MicroAppRules } from '@gesso/sdk';
import type { JsonObject, WidgetState } from '@gesso/sdk/protocol';
import type { Stamp } from '../canvas/rules.ts';
import { folded } from './appRules.ts';

/** How a widget's events are read: the prefix of its backend's, and what its app says of them. */
export interface Reading {
  /** Name of the backend; empty for an app without one. */
  backend: string;
  rules: MicroAppRules | undefined;
}

/** The events that every widget knows, whatever its app. */
const configured = (widget: WidgetState, config: JsonObject): WidgetState => ({ ...widget, config });

/** Merges top-level keys; null removes a key. */
export function patched(state: JsonObject, patch: JsonObject): JsonObject {
  const next = { ...state };
  for (const [key, value] of Object.entries(patch))
    if (value === null) delete next[key];
    else next[key] = value;
  return next;
}

const objectAt = (data: JsonObject, key: string): JsonObject => {
  const value = data[key];
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
};

/** An emitted event changes nothing. Undefined for an event of the backend that cannot be folded here. */
export function evolve(
  widget: WidgetState,
  event: { type: string; data: JsonObject },
  { backend, rules }: Reading,
  stamp: Stamp,
): WidgetState | undefined {
  switch (event.type) {
    case 'seeded':
      return { ...widget, config: objectAt(event.data, 'config'), state: objectAt(event.data, 'state') };
    case 'configured':
      return configured(widget, objectAt(event.data, 'config'));
    case 'state-patched':
      return { ...widget, state: patched(widget.state, objectAt(event.data, 'patch')) };
    default: {
      if (backend === '' || !event.type.startsWith(`${backend}.`)) return widget;
      const state = folded(rules, widget.state, event, stamp);
      if (state === undefined) return undefined;
      return state === widget.state ? widget : { ...widget, state };
    }
  }
}
