/** Own cursor, selection and drag towards the others: the newest only, at a bounded pace. */
import type { LiveData } from '@gesso/sdk/protocol';
import { LIMITS, type LiveClient } from '../live/index.ts';
import type { PeerPresence, Presence } from './types.ts';

export class PagePresence implements Presence {
  private unsent: LiveData | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastSent = Number.NEGATIVE_INFINITY;
  readonly counters = { set: 0, sent: 0 };

  constructor(
    private readonly live: Pick<LiveClient, 'setLive' | 'peers'>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  setCursor(cursor: { x: number; y: number } | null): void {
    this.set({ cursor: cursor && { x: rounded(cursor.x), y: rounded(cursor.y) } });
  }
  setSelection(select: string[]): void {
    this.set({ select });
  }
  setDrag(drag: LiveData['drag']): void {
    this.set({ drag: drag ?? null });
  }
  peers(): ReadonlyMap<string, PeerPresence> {
    return this.live.peers.all();
  }
  subscribe(listener: () => void): () => void {
    return this.live.peers.subscribe(listener);
  }
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private set(data: LiveData): void {
    this.counters.set++;
    this.unsent = { ...this.unsent, ...data };
    if (this.timer !== undefined) return;
    const wait = this.lastSent + LIMITS.presenceMillis - this.now();
    if (wait <= 0) this.flush();
    else this.timer = setTimeout(() => this.flush(), wait);
  }
  private flush(): void {
    this.timer = undefined;
    this.lastSent = this.now();
    if (this.unsent) {
      this.counters.sent++;
      this.live.setLive(this.unsent);
    }
    this.unsent = undefined;
  }
}

/** Hundredths of a cell: finer than a pixel. */
const rounded = (cells: number): number => Math.round(cells * 100) / 100;
