/** What waits for the person in each widget of the open canvas, as its app says. Not here: drawing it. */
import { useSyncExternalStore } from 'react';

/** More is shown as this and a plus. */
export const BADGE_MOST = 99;
let counts: ReadonlyMap<string, number> = new Map();
const listeners = new Set<() => void>();

function replace(next: ReadonlyMap<string, number>): void {
  counts = next;
  for (const listener of [...listeners]) listener();
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** An app can say anything: only whole numbers from zero count. */
export function setBadge(widget: string, count: number): void {
  const whole = Number.isFinite(count) ? Math.max(0, Math.floor(count)) : 0;
  if ((counts.get(widget) ?? 0) === whole) return;
  const next = new Map(counts);
  if (whole === 0) next.delete(widget);
  else next.set(widget, whole);
  replace(next);
}
/** The canvas is left. */
export const clearBadges = (): void => {
  if (counts.size > 0) replace(new Map());
};
export const badgeText = (count: number): string => (count > BADGE_MOST ? `${BADGE_MOST}+` : `${count}`);

export const useBadge = (widget: string): number =>
  useSyncExternalStore(subscribe, () => counts.get(widget) ?? 0);
export const useBadges = (): number =>
  useSyncExternalStore(subscribe, () => [...counts.values()].reduce((sum, count) => sum + count, 0));
