/**
 * Which event led to which. An edit that answers an event carries that event's operation as its cause and its
 * correlation; how long a chain has become is counted, so that apps that answer one another come to an end. Not
 * here: what is done with an edit that would be too far down.
 */
import type { CanvasEvent } from '@gesso/sdk';
import { BUS_LIMITS } from './limits.ts';

/** What an edit that answers an event has to carry. */
export interface Answering {
  cause: string;
  correlation: string;
}

export class Chains {
  /** How many events lie before this one, by operation and by correlation; the oldest are forgotten. */
  private readonly before = new Map<string, number>();

  /** Each event of the canvas, in the order in which it is told. */
  note({ op, cause, correlation }: CanvasEvent): void {
    if (op === undefined) return;
    const known = cause === undefined ? undefined : this.before.get(cause);
    const together =
      correlation === undefined || correlation === op ? undefined : this.before.get(correlation);
    // A step of an app's own names no operation: then what is known of the whole chain counts.
    const depth = known !== undefined ? known + 1 : together !== undefined ? together + 1 : 0;
    this.remember(op, depth);
    if (correlation !== undefined && correlation !== op) this.remember(correlation, depth);
  }

  /** An own edit has been sent in answer to this event. */
  sent(id: string, answered: CanvasEvent): void {
    this.remember(id, this.depthOf(answered) + 1);
  }

  /** Undefined when the answer would be too far down the chain. */
  answering(event: CanvasEvent): Answering | undefined {
    if (this.depthOf(event) + 1 > BUS_LIMITS.chain) return undefined;
    const op = event.op ?? '';
    return { cause: op, correlation: event.correlation ?? op };
  }

  private depthOf({ op }: CanvasEvent): number {
    return op === undefined ? 0 : (this.before.get(op) ?? 0);
  }

  private remember(key: string, depth: number): void {
    const most = Math.max(depth, this.before.get(key) ?? 0);
    this.before.delete(key);
    this.before.set(key, most);
    if (this.before.size > BUS_LIMITS.chainsKnown)
      for (const oldest of this.before.keys()) {
        this.before.delete(oldest);
        break;
      }
  }
}
