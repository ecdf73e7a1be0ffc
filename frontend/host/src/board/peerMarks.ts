import { create } from 'zustand';
import type { PeerPresence } from '../presence/types.ts';

export interface PeerMark {
  readonly user: string;
  readonly name: string;
  readonly hue: string;
  readonly typing: boolean;
}

/** Whose selection each widget is in. Written when a selection changes, not when a cursor moves. */
export const usePeerMarks = create<{ readonly marks: Readonly<Record<string, readonly PeerMark[]>> }>()(
  () => ({
    marks: {},
  }),
);

/** A widget's marks: each person once, in a steady order; who writes in it is marked, too. */
export function marksOf(
  peers: Iterable<PeerPresence>,
  hueOf: (user: string) => string,
): Readonly<Record<string, readonly PeerMark[]>> {
  const marks: Record<string, PeerMark[]> = {};
  for (const { peer, data } of peers) {
    const { typing } = data;
    for (const widget of new Set([...(data.select ?? []), ...(typing ? [typing] : [])])) {
      const list = (marks[widget] ?? []).filter((one) => one.user !== peer.user || one.typing);
      marks[widget] = list;
      if (!list.some((one) => one.user === peer.user))
        list.push({
          user: peer.user,
          name: peer.name,
          hue: hueOf(peer.user),
          typing: typing === widget,
        });
    }
  }
  for (const list of Object.values(marks)) list.sort((a, b) => (a.user < b.user ? -1 : 1));
  return marks;
}

/** Frames whose marks are as before keep them, and render nothing. */
export function setMarks(marks: Readonly<Record<string, readonly PeerMark[]>>): void {
  const before = usePeerMarks.getState().marks;
  const same = (id: string) => JSON.stringify(marks[id]) === JSON.stringify(before[id]);
  const ids = Object.keys(marks);
  if (ids.length === Object.keys(before).length && ids.every(same)) return;
  usePeerMarks.setState({
    marks: Object.fromEntries(ids.map((id) => [id, (same(id) && before[id]) || marks[id] || []])),
  });
}

/** People all of whose pages have been left alone for a while. */
export const useIdlePeople = create<{ readonly idle: ReadonlySet<string> }>()(() => ({ idle: new Set() }));

export function setIdlePeople(peers: Iterable<PeerPresence>): void {
  const idle = new Set<string>();
  const awake = new Set<string>();
  for (const { peer, data } of peers) (data.idle ? idle : awake).add(peer.user);
  for (const user of awake) idle.delete(user);
  const before = useIdlePeople.getState().idle;
  if (idle.size === before.size && [...idle].every((user) => before.has(user))) return;
  useIdlePeople.setState({ idle });
}
