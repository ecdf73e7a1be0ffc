/** Who else is here and what they do now. Not here: anything that lasts. */
import type { LiveData, Peer } from '@gesso/sdk/protocol';
import type { PeerPresence } from '../presence/types.ts';

export class PeerList {
  private sessions: ReadonlyMap<string, PeerPresence> = new Map();
  /** What the present message has changed; told once at its end. */
  private draft: Map<string, PeerPresence> | undefined;
  private readonly listeners = new Set<() => void>();

  all(): ReadonlyMap<string, PeerPresence> {
    return this.sessions;
  }
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
  change(entered: readonly Peer[], left: readonly string[]): void {
    const next = this.next();
    for (const peer of entered)
      next.set(peer.session, { peer, data: next.get(peer.session)?.data ?? {}, seen: 0 });
    for (const session of left) next.delete(session);
  }
  heard(session: string, data: LiveData, at: number): void {
    const known = (this.draft ?? this.sessions).get(session);
    if (known) this.next().set(session, { ...known, data: { ...known.data, ...data }, seen: at });
  }
  clear(): void {
    this.draft = undefined;
    if (this.sessions.size > 0) this.replace(new Map());
  }
  /** The message is over: everybody hears of its changes, once. */
  settle(): void {
    if (this.draft) this.replace(this.draft);
  }
  private next(): Map<string, PeerPresence> {
    this.draft ??= new Map(this.sessions);
    return this.draft;
  }
  private replace(next: ReadonlyMap<string, PeerPresence>): void {
    this.draft = undefined;
    this.sessions = next;
    for (const listener of [...this.listeners]) listener();
  }
}
