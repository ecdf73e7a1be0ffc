/**
 * Intents of one open canvas: one app asks for something, the person chooses whose widget does it, that widget's app
 * does it, and the asking app hears the result. Each gets an answer: done, cancelled, or refused with a reason, within a
 * limit of time. Not here: the chooser's look, and how a widget is shown or added.
 */
import { freshId, type Intent, type IntentAnswer, type IntentRefusal } from '@gesso/sdk';
import type { JsonObject } from '@gesso/sdk/protocol';
import type { Serve } from './intents.ts';
import { faultIn, type Shape } from './shape.ts';

export const INTENT_LIMITS = {
  /** From the person's choice to the serving app's answer, its loading included. */
  answerMillis: 30_000,
} as const;

/** A widget, or an app of which a new one can be added. */
export interface Candidate {
  readonly kind: 'widget' | 'app';
  readonly id: string;
  readonly app: string;
  readonly title: string;
  readonly fields: Shape;
  readonly result: Shape;
  /** What it does, as its manifest says. */
  readonly does: string;
}
export interface Asker {
  readonly widget: string;
  readonly app: string;
}
/** What a person has to decide now. */
export interface Question {
  readonly name: string;
  readonly candidates: readonly Candidate[];
}
export interface Served {
  readonly widget: string;
  readonly cause: string;
}
export interface DeskParts {
  /** Whoever declares this intent, widgets first. */
  candidates(name: string): readonly Candidate[];
  mayEdit(): boolean;
  /** The app of a widget, as soon as it is there. */
  server(widget: string): Promise<Serve>;
  /** `question` is another one. */
  changed(): void;
  /** Adds a widget of an app; its id. */
  add(app: string, cause: string): string;
  /** Brings a widget near, so that its app runs. */
  show(widget: string): void;
  /** Something was made that can be taken back. */
  served(served: Served): void;
  /** It came to nothing, and the person has to know. */
  refused(reason: IntentRefusal, detail: string): void;
}

interface Open {
  readonly from: Asker;
  readonly name: string;
  readonly data: JsonObject;
  readonly question: Question;
  readonly answer: (answer: IntentAnswer) => void;
}

export class IntentDesk {
  private open: Open | undefined;
  /** The cause of what is served just now, and whether anything was made of it. */
  private readonly serving = new Map<string, boolean>();
  readonly counters = { asked: 0, done: 0, refused: 0, cancelled: 0 };

  constructor(private readonly parts: DeskParts) {}

  /** What is asked of the person now. */
  get question(): Question | undefined {
    return this.open?.question;
  }
  /** `invited`: the person has just pressed something. */
  async ask(from: Asker, name: string, data: JsonObject, invited: boolean): Promise<IntentAnswer> {
    this.counters.asked++;
    const answer = await this.asked(from, name, data, invited);
    this.counters[answer.kind]++;
    if (answer.kind === 'refused') this.parts.refused(answer.reason, answer.detail);
    return answer;
  }

  private asked(
    from: Asker,
    name: string,
    data: JsonObject,
    invited: boolean,
  ): IntentAnswer | Promise<IntentAnswer> {
    if (!this.parts.mayEdit()) return refused('forbidden', 'Only who may edit can do that.');
    if (this.open) return refused('busy', 'Another app is asking just now.');
    if (!invited) return refused('uninvited', 'An app asks only when somebody has pressed something.');
    const all = this.parts.candidates(name).filter(({ kind, id }) => kind === 'app' || id !== from.widget);
    const [first] = all;
    if (!first) return refused('nobody', `No app here serves ${name}.`);
    const candidates = all.filter(({ fields }) => faultIn(data, fields) === undefined);
    if (candidates.length === 0) return refused('invalid', `${faultIn(data, first.fields)}`);
    return new Promise((answer) => {
      this.open = { from, name, data, question: { name, candidates }, answer };
      this.parts.changed();
    });
  }

  /** The person has decided. */
  choose(candidate: Candidate): void {
    const { open } = this;
    if (!open) return;
    this.close();
    void this.serve(open, candidate).then(open.answer);
  }
  cancel(): void {
    const { open } = this;
    if (!open) return;
    this.close();
    open.answer({ kind: 'cancelled' });
  }
  /** A widget goes: what it has asked is asked no more. */
  leave(widget: string): void {
    if (this.open?.from.widget === widget) this.cancel();
  }

  /** An edit was sent as a part of this step. */
  made(cause: string): void {
    if (this.serving.has(cause)) this.serving.set(cause, true);
  }

  private async serve({ from, name, data }: Open, candidate: Candidate): Promise<IntentAnswer> {
    const cause = freshId();
    this.serving.set(cause, candidate.kind === 'app');
    const widget = candidate.kind === 'app' ? this.parts.add(candidate.app, cause) : candidate.id;
    this.parts.show(widget);
    const intent: Intent = { name, data, from, step: { cause } };
    try {
      const result = await within(this.parts.server(widget).then((serve) => serve(intent)));
      if (result === LATE) return refused('timeout', 'The app did not answer within 30 seconds.');
      const fault = faultIn(result, candidate.result);
      if (fault !== undefined) return refused('failed', `The app's answer is wrong: ${fault}`);
      return { kind: 'done', widget, data: result };
    } catch (error) {
      return failure(error);
    } finally {
      const made = this.serving.get(cause) ?? false;
      this.serving.delete(cause);
      if (made) this.parts.served({ widget, cause });
    }
  }

  private close(): void {
    this.open = undefined;
    this.parts.changed();
  }
}

const refused = (reason: IntentRefusal, detail: string): IntentAnswer => ({
  kind: 'refused',
  reason,
  detail,
});

/** An app has its own copy of the classes that it throws. */
function failure(error: unknown): IntentAnswer {
  const { name = '', message = '' } = error instanceof Error ? error : { message: String(error) };
  return refused(name === 'IntentDeclined' || name === 'EditRefused' ? 'declined' : 'failed', message);
}

const LATE = Symbol('late');
async function within<T>(action: Promise<T>): Promise<T | typeof LATE> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => resolve(LATE), INTENT_LIMITS.answerMillis);
  });
  action.catch(() => {}); // what comes after the limit is nobody's news
  return Promise.race([action, late]).finally(() => clearTimeout(timer));
}
