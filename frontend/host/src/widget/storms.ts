/** Widgets of the open canvas whose app was held back, until somebody has read it. Not here: drawing it. */
import { useSyncExternalStore } from 'react';
import type { HeldBack } from '../loader/appEdits.ts';

let storms: ReadonlyMap<string, HeldBack> = new Map();
const listeners = new Set<() => void>();

function replace(next: ReadonlyMap<string, HeldBack>): void {
  storms = next;
  for (const listener of [...listeners]) listener();
}
export const tellStorm = (widget: string, what: HeldBack): void => replace(new Map(storms).set(widget, what));
export function endStorm(widget: string): void {
  if (!storms.has(widget)) return;
  const next = new Map(storms);
  next.delete(widget);
  replace(next);
}

export const useStorm = (widget: string): HeldBack | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => storms.get(widget),
  );
