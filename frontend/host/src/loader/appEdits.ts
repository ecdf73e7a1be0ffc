/**
 * The edits of one widget's app on their way out: each with the cause that it has, and no more of them than everybody
 * else can bear. Events that are too many are refused, changes of state that come too fast are joined, and an endless
 * chain of answers is stopped. Nothing that the server has acknowledged is touched. Not here: how they are sent.
 */
import { type CanvasEvent, type Edit, EditRefused, freshId, type MicroAppEvent, type Step } from '@gesso/sdk';
import type { JsonObject } from '@gesso/sdk/protocol';
import { BUS_LIMITS, Bucket, type Bus } from '../bus/index.ts';

export interface AppEditsParts {
  bus: Bus;
  send(command: string, data: JsonObject, cause?: string, correlation?: string): Edit;
  /** How many edits of this widget have no answer yet. */
  waiting(): number;
  /** Something was held back for the first time. */
  heldBack(what: HeldBack): void;
}
export type HeldBack = 'tooMany' | 'loops';

interface Why {
  cause: string | undefined;
  after: CanvasEvent | undefined;
}
/** Changes of state that wait for their moment, as one. */
interface Gathered {
  patch: JsonObject;
  why: Why;
  edit: Edit;
  follow(sent: Edit): void;
}

const WHY: Record<HeldBack, readonly [code: string, detail: string]> = {
  tooMany: ['rate-limited', 'This app does more at once than a canvas takes. Tell less, or later.'],
  loops: [
    'conflict',
    `This answers an event that is itself the ${BUS_LIMITS.chain}th answer: a loop of apps.`,
  ],
};

export class AppEdits {
  private readonly emits = new Bucket(BUS_LIMITS.emits);
  private readonly states = new Bucket(BUS_LIMITS.states);
  private readonly edits = new Bucket(BUS_LIMITS.edits);
  private readonly said = new Set<HeldBack>();
  private readonly refused = new Map<HeldBack, Promise<JsonObject>>();
  private refusals = 0;
  private gathered: Gathered | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: AppEditsParts) {}

  emit({ type, data }: MicroAppEvent, step?: Step): Edit {
    if (!this.emits.take() || this.parts.waiting() >= BUS_LIMITS.waiting) return this.refuse('tooMany');
    return this.send('emit', { type, data }, this.now(step));
  }

  command(name: string, data: JsonObject, step?: Step): Edit {
    if (!this.edits.take()) return this.refuse('tooMany');
    this.flush(); // what was changed before comes before
    return this.send(name, data, this.now(step));
  }

  setState(patch: JsonObject, step?: Step): Edit {
    const whole = this.now(step);
    if (!this.gathered && this.states.take() && this.parts.waiting() < BUS_LIMITS.waiting)
      return this.send('set-state', { patch }, whole);
    this.parts.bus.heldBack('joined');
    this.gathered ??= gathering(whole);
    Object.assign(this.gathered.patch, patch);
    this.gathered.why = whole;
    this.timer ??= setTimeout(() => this.due(), BUS_LIMITS.gatherMillis);
    return this.gathered.edit;
  }

  /** The app is taken down: what was gathered is sent. */
  dispose(): void {
    this.flush();
  }

  private due(): void {
    this.timer = undefined;
    if (this.parts.waiting() < BUS_LIMITS.waiting) this.flush();
    else this.timer = setTimeout(() => this.due(), BUS_LIMITS.gatherMillis);
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { gathered } = this;
    this.gathered = undefined;
    if (gathered) gathered.follow(this.send('set-state', { patch: gathered.patch }, gathered.why));
  }

  /** With the event that is told just now, unless the app names one. */
  private now({ cause, after = this.parts.bus.telling }: Step = {}): Why {
    return { cause, after };
  }

  private send(command: string, data: JsonObject, { cause, after }: Why): Edit {
    if (!after) return this.parts.send(command, data, cause);
    const { chains } = this.parts.bus;
    const why = chains.answering(after);
    if (!why) return this.refuse('loops');
    const edit = this.parts.send(command, data, cause ?? why.cause, why.correlation);
    chains.sent(edit.id, after);
    return edit;
  }

  private refuse(what: HeldBack): Edit {
    this.parts.bus.heldBack(what);
    if (!this.said.has(what)) {
      this.said.add(what);
      this.parts.heldBack(what);
    }
    return { id: `refused-${++this.refusals}`, done: this.refusal(what) };
  }

  /** The same for all: in a storm even a refusal has to cost nothing. */
  private refusal(what: HeldBack): Promise<JsonObject> {
    const known = this.refused.get(what);
    if (known) return known;
    const done = Promise.reject<JsonObject>(new EditRefused(...WHY[what]));
    done.catch(() => {}); // an app that does not ask is not told twice
    this.refused.set(what, done);
    return done;
  }
}

function gathering(why: Why): Gathered {
  let follow: (sent: Edit) => void = () => {};
  const done = new Promise<JsonObject>((resolve, reject) => {
    follow = (sent) => {
      edit.id = sent.id; // undo names what was really sent
      sent.done.then(resolve, reject);
    };
  });
  done.catch(() => {});
  const edit: Edit = { id: freshId(), done };
  return { patch: {}, why, edit, follow: (sent) => follow(sent) };
}
