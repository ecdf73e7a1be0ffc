import { create } from 'zustand';
import type { PeerPresence } from '../presence/types.ts';

export interface PeerMark {
  readonly user: string;
  readonly name: string;
  readonly hue: string;
}

/** Whose selection each widget is in. Written when a selection changes, not when a cursor moves. */
export const usePeerMarks = create<{ readonly marks: Readonly<Record<string, readonly PeerMark[]>> }>()(
  () => ({
    marks: {},
  }),
);

/** A widget's marks: each person once, in a steady order. */
export function marksOf(
  peers: Iterable<PeerPresence>,
  hueOf: (user: string) => string,
): Readonly<Record<string, readonly PeerMark[]>> {
  const marks: Record<string, PeerMark[]> = {};
  for (const { peer, data } of peers)
    for (const widget of data.select ?? []) {
      const list = marks[widget] ?? [];
      marks[widget] = list;
      if (!list.some((one) => one.user === peer.user))
        list.push({ user: peer.user, name: peer.name, hue: hueOf(peer.user) });
    }
  for (const list of Object.values(marks)) list.sort((a, b) => (a.user < b.user ? -1 : 1));
  return marks;
}

let last = '';

export function setMarks(marks: Readonly<Record<string, readonly PeerMark[]>>): void {
  const key = JSON.stringify(marks);
  if (key === last) return;
  last = key;
  usePeerMarks.setState({ marks });
}
