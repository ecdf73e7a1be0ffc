/** What I do, towards the others: the newest only, at a bounded pace. */
import type { JsonObject, LiveData } from '@gesso/sdk/protocol';
import { LIMITS, type LiveClient } from '../live/index.ts';
import type { PeerPresence, Presence } from './types.ts';

export class PagePresence implements Presence {
  private unsent: LiveData | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private called: ReturnType<typeof setTimeout> | undefined;
  /** The widget whose app shows something of this person. */
  private shownIn: string | undefined;
  private readonly said = new Map<keyof LiveData, string>();
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
  setTyping(typing: string | null): void {
    this.setChanged({ typing });
  }
  setApp(widget: string, data: JsonObject | null): void {
    if (data === null && this.shownIn !== widget) return; // the person is in another one by now
    this.shownIn = data === null ? undefined : widget;
    this.setChanged({ app: data && { widget, data } });
  }
  setIdle(idle: boolean): void {
    this.setChanged({ idle });
  }
  setView(view: NonNullable<LiveData['view']>): void {
    this.setChanged({ view });
  }
  setFollow(follow: string | null): void {
    this.setChanged({ follow });
  }
  gather(): void {
    this.set({ gather: Date.now() });
    clearTimeout(this.called);
    this.called = setTimeout(() => this.set({ gather: null }), LIMITS.gatherMillis);
  }
  peers(): ReadonlyMap<string, PeerPresence> {
    return this.live.peers.all();
  }
  subscribe(listener: () => void): () => void {
    return this.live.peers.subscribe(listener);
  }
  stop(): void {
    clearTimeout(this.timer);
    clearTimeout(this.called);
    this.timer = undefined;
  }

  /** Letter by letter and pixel by pixel the same is not said again. */
  private setChanged(data: LiveData): void {
    const key = Object.keys(data)[0] as keyof LiveData;
    const text = JSON.stringify(data[key]);
    if (this.said.get(key) === text) return;
    this.said.set(key, text);
    this.set(data);
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
