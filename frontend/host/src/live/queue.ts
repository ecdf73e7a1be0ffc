/**
 * Own edits without an answer, in the order of their making, and which of them may be sent now. Two about the same
 * thing are never under way together. Pure data: no socket, no timer, no storage.
 */
import type { ClientFrame, Code, JsonObject } from '@gesso/sdk/protocol';
import { LIMITS } from './limits.ts';
import { CANVAS } from './model.ts';
import type { KeptEdit } from './outbox.ts';

export interface Settle {
  done(data: JsonObject): void;
  failed(error: Error): void;
}
export interface Waiting extends KeptEdit {
  /** Sent on the present socket and not answered. */
  inFlight: boolean;
  /** May have reached the server before. */
  again: boolean;
  /** Not before this moment, after a `retry`. */
  notBefore: number;
  retries: number;
  settle: Settle | undefined;
}

const RETRIED: ReadonlySet<Code> = new Set(['rate-limited', 'unavailable', 'unauthenticated']);
/** These act on everything before them, so they wait for it and what follows waits for them. */
const BARRIERS: ReadonlySet<string> = new Set(['undo', 'redo', 'save-layout', 'load-layout']);

/**
 * What an edit is about. Two edits about the same thing are never under way together: one that gets `retry` may
 * be passed by a later one, and the older would win.
 */
function subjectOf({ to, do: command, data }: KeptEdit): string {
  // An answer follows what it answers.
  if (to === CANVAS && command.endsWith('comment')) return `${to} comment`;
  // The places on a smaller screen go together.
  if (to === CANVAS && typeof data.screen === 'string') return `${to} ${data.screen}`;
  const about = to === CANVAS ? data.widget : data.id;
  return `${to} ${typeof about === 'string' ? about : command}`;
}

export class EditQueue {
  private edits: Waiting[] = [];
  readonly counters = { sent: 0, resent: 0 };

  constructor(
    private readonly now: () => number,
    private readonly random: () => number,
  ) {}

  all(): readonly Waiting[] {
    return this.edits;
  }
  find(id: string | undefined): Waiting | undefined {
    return this.edits.find((one) => one.id === id);
  }
  /** `again` for what a former page may have sent. */
  add(edit: KeptEdit, again: boolean, settle?: Settle): void {
    this.edits.push({ ...edit, inFlight: false, again, notBefore: 0, retries: 0, settle });
  }
  take(id: string): Waiting | undefined {
    const edit = this.find(id);
    if (edit) this.edits = this.edits.filter((one) => one !== edit);
    return edit;
  }

  /** What may be sent now, in order; it is under way from now on. */
  next(): ClientFrame[] {
    let open = LIMITS.inFlight - this.edits.filter((edit) => edit.inFlight).length;
    const busy = new Set<string>();
    const frames: ClientFrame[] = [];
    for (const edit of this.edits) {
      const barrier = BARRIERS.has(edit.do);
      if (open <= 0 || (barrier && edit !== this.edits[0])) break;
      const subject = subjectOf(edit);
      const free = !edit.inFlight && edit.notBefore <= this.now() && !busy.has(subject) && !busy.has(edit.to);
      if (free) {
        open--;
        frames.push(this.launch(edit));
      }
      if (barrier) break;
      busy.add(subject);
      // One that was put off holds up what follows for the same app: later words do not come before earlier ones.
      if (edit.to !== CANVAS && !edit.inFlight && edit.notBefore > this.now()) busy.add(edit.to);
      // What is inside a widget waits for the widget itself.
      if (edit.do === 'add-widget' || edit.do === 'restore-widget') busy.add(String(edit.data.widget));
    }
    return frames;
  }

  private launch(edit: Waiting): ClientFrame {
    const frame = commandOf(edit);
    if (edit.again) this.counters.resent++;
    else this.counters.sent++;
    edit.inFlight = true;
    edit.again = true;
    return frame;
  }

  /** The socket is gone: nothing is under way any more. */
  landed(): void {
    for (const edit of this.edits) edit.inFlight = false;
  }

  /** A refusal that says nothing of the edit itself: it is to be sent again. */
  isPassing(edit: Waiting, code: Code): boolean {
    return RETRIED.has(code) || this.waitsForEarlier(edit);
  }

  /** An earlier edit that it may depend on got `retry` and this one passed it: the refusal says nothing yet. */
  private waitsForEarlier(edit: Waiting): boolean {
    for (const one of this.edits) {
      if (one === edit) return false;
      if (one.retries > 0 && (one.to === edit.to || one.to === CANVAS)) return true;
    }
    return false;
  }

  /** Milliseconds until it may be sent again: longer each time, and not the same for all. */
  postpone(edit: Waiting, after: number): number {
    edit.inFlight = false;
    edit.again = true;
    edit.retries++;
    const longer = Math.min(after * 2 ** Math.min(edit.retries - 1, 4), LIMITS.retryMostMillis);
    const wait = Math.max(1, longer * (0.75 + this.random() / 2));
    edit.notBefore = this.now() + wait;
    return wait;
  }
}

const commandOf = (edit: Waiting): ClientFrame => ({
  t: 'cmd',
  id: edit.id,
  to: edit.to,
  do: edit.do,
  data: edit.data,
  ...(edit.cause === undefined ? {} : { cause: edit.cause }),
  ...(edit.correlation === undefined ? {} : { correlation: edit.correlation }),
  ...(edit.again ? { again: true as const } : {}),
});
