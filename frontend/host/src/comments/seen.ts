/** Up to when a person has read the comments of a canvas; kept on this device. */
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const key = (user: string, canvas: string): string => `gesso.comments.seen.${user}.${canvas}`;

/** Unix milliseconds; 0 when never. */
export function seenUntil(user: string, canvas: string): number {
  try {
    const kept = Number(localStorage.getItem(key(user, canvas)));
    return Number.isFinite(kept) ? kept : 0;
  } catch {
    return 0;
  }
}

export function markSeen(user: string, canvas: string, until: number): void {
  if (until <= seenUntil(user, canvas)) return;
  try {
    localStorage.setItem(key(user, canvas), String(until));
  } catch {
    // A full storage costs the mark alone.
  }
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
}

export const useSeenUntil = (user: string, canvas: string): number =>
  useSyncExternalStore(subscribe, () => seenUntil(user, canvas));
