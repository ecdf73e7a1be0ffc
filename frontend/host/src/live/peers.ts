/** Who else is here and what they do now. Not here: anything that lasts. */
import type { LiveData, Peer } from '@gesso/sdk/protocol';
import type { PeerPresence } from '../presence/types.ts';

export class PeerList {
  private sessions: ReadonlyMap<string, PeerPresence> = new Map();
  private readonly listeners = new Set<() => void>();

  all(): ReadonlyMap<string, PeerPresence> {
    return this.sessions;
  }
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
  change(entered: readonly Peer[], left: readonly string[]): void {
    const next = new Map(this.sessions);
    for (const peer of entered)
      next.set(peer.session, { peer, data: next.get(peer.session)?.data ?? {}, seen: 0 });
    for (const session of left) next.delete(session);
    this.replace(next);
  }
  heard(session: string, data: LiveData, at: number): void {
    const known = this.sessions.get(session);
    if (!known) return;
    this.replace(
      new Map(this.sessions).set(session, { ...known, data: { ...known.data, ...data }, seen: at }),
    );
  }
  clear(): void {
    if (this.sessions.size > 0) this.replace(new Map());
  }
  private replace(next: ReadonlyMap<string, PeerPresence>): void {
    this.sessions = next;
    for (const listener of [...this.listeners]) listener();
  }
}
