import type { JsonObject, LiveData, Peer } from '@gesso/sdk/protocol';

/** What one other session does now; not stored anywhere. */
export interface PeerPresence {
  peer: Peer;
  data: LiveData;
  /** Unix milliseconds of its last sign. */
  seen: number;
}
/** What I do, for the others to see. Sends at most one frame per 50 ms, always the newest. */
export interface Presence {
  setCursor(cursor: { x: number; y: number } | null): void;
  setSelection(widgets: string[]): void;
  setDrag(drag: LiveData['drag']): void;
  setTyping(widget: string | null): void;
  /** What I do inside one widget, in its app's words; one widget at a time. */
  setApp(widget: string, data: JsonObject | null): void;
  setIdle(idle: boolean): void;
  setView(view: NonNullable<LiveData['view']>): void;
  setFollow(session: string | null): void;
  /** Calls everybody to what I see. */
  gather(): void;
  /** Others by session; the Map is replaced at each change. */
  peers(): ReadonlyMap<string, PeerPresence>;
  /** Called at each change of `peers()`, outside React; returns unsubscribe. */
  subscribe(listener: () => void): () => void;
}
