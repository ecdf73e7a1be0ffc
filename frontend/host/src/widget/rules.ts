/**
 * What the platform's own widget events do to a widget, and the way to its app's backend. The same cases as
 * `gesso.cluster.widget` in Java. Not here: the backends themselves (todo.ts).
 */
import type { JsonObject, WidgetState } from '@gesso/sdk/protocol';
import { type Backend, backendOf } from './backends.ts';

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

/** An emitted event, or one of a backend that this page does not know, changes nothing here. */
export function evolve(
  widget: WidgetState,
  event: { type: string; data: JsonObject },
  backend: Backend | undefined = backendOf(widget.app.id),
): WidgetState {
  switch (event.type) {
    case 'configured':
      return configured(widget, objectAt(event.data, 'config'));
    case 'state-patched':
      return { ...widget, state: patched(widget.state, objectAt(event.data, 'patch')) };
    default: {
      if (!backend?.knows(event.type)) return widget;
      const state = backend.evolve(widget.state, event);
      return state === widget.state ? widget : { ...widget, state };
    }
  }
}
