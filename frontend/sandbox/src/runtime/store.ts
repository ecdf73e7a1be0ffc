/** What the page has told, own edits on top, and calls to the page with their answers. */
import type { Json, JsonObject, WidgetSnapshot } from '@gesso/sdk';
import type { Call, CallArgs, FromApp, StartContext, StartSnapshot, ToApp } from '../wire.ts';
import {
  ANSWERED_MS_MAX,
  account,
  apply,
  type Collections,
  collectionsOf,
  type Guess,
  guessable,
  isShown,
} from './guess.ts';
import type { Rec } from './model.ts';

/** Answers that a page may owe before calls are refused here. */
export const CALLS_OPEN_MAX = 500;

/** Why a call was not done. `field` is what it is about, where the server says so. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly code: string,
    readonly detail: string,
    readonly errors: readonly { field: string; message: string }[],
  ) {
    super(detail);
  }
}
export interface Sent {
  /** To take it back by. */
  readonly n: number;
  readonly done: Promise<JsonObject>;
}

const NOTHING: WidgetSnapshot = {
  state: {},
  config: {},
  size: { w: 4, h: 4 },
  role: 'viewer' as WidgetSnapshot['role'],
  readOnly: true,
  theme: 'light',
  reducedMotion: false,
  locale: 'en',
  people: [],
  pending: [],
};

export class Store {
  snapshot: WidgetSnapshot = NOTHING;
  context: StartContext | undefined;
  storage: JsonObject = {};
  #server: Collections = {};
  #shown: Collections = {};
  #guesses: Guess[] = [];
  /** Own changes of state that the page has not shown yet. */
  #patches: { n: number; patch: JsonObject }[] = [];
  #calls = 0;
  readonly #open = new Map<number, { good(data: JsonObject): void; bad(refused: Refused): void }>();

  constructor(
    private readonly send: (message: FromApp) => void,
    private readonly changed: () => void,
    private readonly now: () => number,
  ) {}

  get me(): string {
    return this.context?.user.id ?? '';
  }

  start(context: StartContext, { storage, ...snapshot }: StartSnapshot): void {
    this.context = context;
    this.storage = { ...storage };
    this.take(snapshot as WidgetSnapshot);
  }

  take(snapshot: WidgetSnapshot): void {
    this.snapshot = { ...NOTHING, ...snapshot };
    const server = collectionsOf(this.snapshot.state as JsonObject);
    account(this.#guesses, this.#server, server);
    this.#server = server;
    this.#settle();
  }

  records(name: string): readonly Rec[] {
    return this.#shown[name] ?? [];
  }

  state(): JsonObject {
    const state: JsonObject = { ...this.snapshot.state };
    for (const { patch } of this.#patches)
      for (const [key, value] of Object.entries(patch))
        if (value === null) delete state[key];
        else state[key] = value as Json;
    return state;
  }

  /** Records with an own edit that is not durable yet. */
  isPending(collection: string, id: string): boolean {
    return this.#guesses.some(
      ({ data, answered }) => answered === undefined && data.collection === collection && data.id === id,
    );
  }

  command(name: string, data: JsonObject): Sent {
    const sent = this.call('command', { name, data });
    if (guessable(name, data)) {
      this.#guesses.push({ n: sent.n, name, data, at: this.now() });
      this.#settle();
    }
    return sent;
  }

  setState(patch: JsonObject): Sent {
    const sent = this.call('setState', { patch });
    this.#patches.push({ n: sent.n, patch });
    this.changed();
    return sent;
  }

  call<C extends Call>(name: C, args: CallArgs[C]): Sent {
    const n = ++this.#calls;
    const done = new Promise<JsonObject>((good, bad) => {
      if (this.#open.size >= CALLS_OPEN_MAX) bad(new Refused('too-many', 'Too much at once.', []));
      else this.#open.set(n, { good, bad });
    });
    done.catch(() => {}); // whoever waits hears it as well
    if (this.#open.has(n)) this.send({ t: 'call', n, do: name, args } as FromApp);
    return { n, done };
  }

  answer(message: Extract<ToApp, { t: 'answer' }>): void {
    const waiting = this.#open.get(message.n);
    this.#open.delete(message.n);
    const guess = this.#guesses.find(({ n }) => n === message.n);
    if (message.ok) {
      if (guess) guess.answered = this.now();
      waiting?.good(message.data ?? {});
    } else {
      this.#guesses = this.#guesses.filter((one) => one !== guess);
      waiting?.bad(new Refused(message.code ?? '', message.detail ?? '', message.errors ?? []));
    }
    this.#patches = this.#patches.filter(({ n }) => n !== message.n);
    this.#settle();
  }

  /** An edit that was taken back is no guess any more. */
  forget(n: number): void {
    this.#guesses = this.#guesses.filter((one) => one.n !== n);
    this.#settle();
  }

  #settle(): void {
    const late = this.now() - ANSWERED_MS_MAX;
    this.#guesses = this.#guesses.filter(
      (guess) =>
        guess.answered === undefined || (guess.answered > late && !isShown(this.#server, guess, this.me)),
    );
    this.#shown = this.#guesses.reduce((all, guess) => apply(all, guess, this.me), this.#server);
    this.changed();
  }
}
