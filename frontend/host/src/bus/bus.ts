/**
 * The page's event bus. Listeners are called one by one in the order of their coming; an error in one is
 * reported and reaches no other; listeners may come and go while an event is told. Types: exact, `todo.*`,
 * `*.created`, `*`. Not here: the way to other people (the live connection emits what they did).
 */
import type { CanvasEvent } from '@gesso/sdk';
import type { CanvasEventBus, EventListener } from './types.ts';

export interface BusCounters {
  emitted: number;
  delivered: number;
  errors: number;
  listeners: number;
}

/** Error in a listener and the event that it was about. */
export type ReportError = (error: unknown, event: CanvasEvent) => void;

export class Bus implements CanvasEventBus {
  private readonly listeners = new Map<string, Set<EventListener>>();
  private readonly totals = { emitted: 0, delivered: 0, errors: 0 };

  constructor(
    private readonly report: ReportError = (error) => console.error('Event listener error:', error),
  ) {}

  emit(event: CanvasEvent): void {
    this.totals.emitted++;
    for (const pattern of patternsOf(event.type))
      for (const listener of [...(this.listeners.get(pattern) ?? [])]) this.tell(listener, event);
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

/** Every pattern that this type answers to. */
function patternsOf(type: string): string[] {
  const patterns = [type];
  const first = type.indexOf('.');
  if (first >= 0) patterns.push(`${type.slice(0, first)}.*`, `*.${type.slice(type.lastIndexOf('.') + 1)}`);
  if (type !== '*') patterns.push('*');
  return patterns;
}
