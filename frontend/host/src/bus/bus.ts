/**
 * The page's event bus. Listeners are called one by one in the order of their coming; an error in one is
 * reported and reaches no other; listeners may come and go while an event is told. Types: exact, `todo.*`,
 * `*.created`, `*`. While an event is told it is known which (`telling`), so that what is done about it has a cause.
 * Not here: the way to other people (the live connection emits what they did).
 */
import type { CanvasEvent } from '@gesso/sdk';
import { Chains } from './chains.ts';
import type { CanvasEventBus, EventListener } from './types.ts';

export interface BusCounters {
  emitted: number;
  delivered: number;
  errors: number;
  listeners: number;
  /** Edits of apps that were too many and not sent. */
  tooMany: number;
  /** Edits of apps that would have made a chain of events too long. */
  loops: number;
  /** Changes of state that came too fast and were joined. */
  joined: number;
}

/** Error in a listener and the event that it was about. */
export type ReportError = (error: unknown, event: CanvasEvent) => void;

export class Bus implements CanvasEventBus {
  private readonly listeners = new Map<string, Set<EventListener>>();
  private readonly totals = { emitted: 0, delivered: 0, errors: 0, tooMany: 0, loops: 0, joined: 0 };
  readonly chains = new Chains();
  private told: CanvasEvent | undefined;

  constructor(
    private readonly report: ReportError = (error) => console.error('Event listener error:', error),
  ) {}

  emit(event: CanvasEvent): void {
    this.totals.emitted++;
    this.chains.note(event);
    const outer = this.told;
    this.told = event;
    for (const pattern of patternsOf(event.type))
      for (const listener of [...(this.listeners.get(pattern) ?? [])]) this.tell(listener, event);
    this.told = outer;
  }

  /** The event that listeners are called with just now. */
  get telling(): CanvasEvent | undefined {
    return this.told;
  }
  /** Something of an app was held back. */
  heldBack(what: 'tooMany' | 'loops' | 'joined'): void {
    this.totals[what]++;
  }

  private tell(listener: EventListener, event: CanvasEvent): void {
    try {
      listener(event);
      this.totals.delivered++;
    } catch (error) {
      this.totals.errors++;
      this.report(error, event);
    }
  }

  on(eventType: string, listener: EventListener): () => void {
    const own: EventListener = (event) => listener(event); // the same function twice is two listeners
    const set = this.listeners.get(eventType) ?? new Set();
    this.listeners.set(eventType, set.add(own));
    return () => {
      set.delete(own);
      if (set.size === 0 && this.listeners.get(eventType) === set) this.listeners.delete(eventType);
    };
  }

  counters(): BusCounters {
    const listeners = [...this.listeners.values()].reduce((sum, set) => sum + set.size, 0);
    return { ...this.totals, listeners };
  }
  /** Types that somebody listens to; empty when all have left. */
  get types(): number {
    return this.listeners.size;
  }
}

/** Whether this type answers to the pattern. */
export const matches = (pattern: string, type: string): boolean => patternsOf(type).includes(pattern);
/** Every pattern that this type answers to. */
function patternsOf(type: string): string[] {
  const patterns = [type];
  const first = type.indexOf('.');
  if (first >= 0) patterns.push(`${type.slice(0, first)}.*`, `*.${type.slice(type.lastIndexOf('.') + 1)}`);
  if (type !== '*') patterns.push('*');
  return patterns;
}
