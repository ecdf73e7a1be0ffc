/**
 * Who draws one widget hears of that widget alone: with a listener of each frame at the store itself, one move
 * among two hundred widgets would ask hundreds of them whether it was theirs.
 */
import type { CanvasStore } from './store.ts';

export interface WidgetWatch {
  /** Calls after each change of this widget, its coming and its going. */
  subscribe(widget: string, listener: () => void): () => void;
}

export function watchWidgets(store: CanvasStore): WidgetWatch {
  const watched = new Map<string, Set<() => void>>();
  let unsubscribe: (() => void) | undefined;
  const begin = () =>
    store.subscribe(({ widgets: now }, { widgets: before }) => {
      if (now === before) return;
      for (const [id, listeners] of watched)
        if (now[id] !== before[id]) for (const listener of [...listeners]) listener();
    });
  return {
    subscribe(widget, listener) {
      unsubscribe ??= begin();
      const listeners = watched.get(widget) ?? new Set();
      watched.set(widget, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || watched.get(widget) !== listeners) return;
        watched.delete(widget);
        if (watched.size > 0) return;
        unsubscribe?.();
        unsubscribe = undefined;
      };
    },
  };
}
