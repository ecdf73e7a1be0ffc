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

/** Calls without an answer, sent or not, before more are refused here: all records of a collection, there and back. */
export const CALLS_OPEN_MAX = 5_000;
/**
 * Of these, how many the page has: below what it bears, and enough that what is done without a network is kept by it. The
 * others wait here.
 */
export const CALLS_SENT_MAX = 300;
/** What the page reads and what it takes of edits, each with room to spare: past its rates a call is lost or refused. */
const CALLS_PACE = { atOnce: 300, aSecond: 150 };
const COMMANDS_PACE = { atOnce: 900, aSecond: 45 };
const PACE_MS = 50;

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

/** So many at once, so many a second for long. */
class Pace {
  #left: number;
  #filled: number;
  constructor(
    private readonly rate: { readonly atOnce: number; readonly aSecond: number },
    private readonly now: () => number,
  ) {
    this.#left = rate.atOnce;
    this.#filled = now();
  }
  /** Whether there is one left. */
  get isFree(): boolean {
    const now = this.now();
    const more = (Math.max(0, now - this.#filled) / 1_000) * this.rate.aSecond;
    this.#left = Math.min(this.rate.atOnce, this.#left + more);
    this.#filled = now;
    return this.#left >= 1;
  }
  take(): void {
    this.#left--;
  }
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
  /** Made when it is asked for: of hundreds of edits at once each would go through all records. */
  #shown: Collections | undefined;
  #guesses: Guess[] = [];
  /** Own changes of state that the page has not shown yet. */
  #patches: { n: number; patch: JsonObject }[] = [];
  #calls = 0;
  readonly #open = new Map<number, { good(data: JsonObject): void; bad(refused: Refused): void }>();
  /** Of the open ones, those that the page does not have yet, oldest first. */
  #waiting: Extract<FromApp, { t: 'call' }>[] = [];
  readonly #callsPace: Pace;
  readonly #commandsPace: Pace;
  #isPausing = false;
  /** Edits from before this start that the page still holds: their guesses by their ids. */
  readonly #left = new Map<string, Guess>();

  constructor(
    private readonly send: (message: FromApp) => void,
    private readonly changed: () => void,
    private readonly now: () => number,
  ) {
    this.#callsPace = new Pace(CALLS_PACE, now);
    this.#commandsPace = new Pace(COMMANDS_PACE, now);
  }

  get me(): string {
    return this.context?.user.id ?? '';
  }

  start(context: StartContext, { storage, ...snapshot }: StartSnapshot): void {
    this.context = context;
    this.storage = { ...storage };
    this.take(snapshot as WidgetSnapshot);
    // What was done before and has not left this device is in no state yet.
    for (const { id, do: name, data } of this.snapshot.pending) {
      if (!guessable(name, data)) continue;
      const guess: Guess = { n: -1 - this.#left.size, name, data, at: this.now() }; // no call of now has such a number
      this.#left.set(id, guess);
      this.#guesses.push(guess);
    }
    this.#settle();
  }

  take(snapshot: WidgetSnapshot): void {
    this.snapshot = { ...NOTHING, ...snapshot };
    const server = collectionsOf(this.snapshot.state as JsonObject);
    account(this.#guesses, this.#server, server);
    this.#server = server;
    this.#leave();
    this.#guesses = this.#guesses.filter((guess) => guess.answered === undefined || !this.#has(guess));
    this.#settle();
  }

  /** What the page does not hold any more was taken, which the state soon shows, or refused, which nobody tells this one. */
  #leave(): void {
    if (this.#left.size === 0) return;
    const held = new Set(this.snapshot.pending.map(({ id }) => id));
    for (const [id, guess] of this.#left) {
      if (held.has(id)) continue;
      guess.answered = this.now();
      this.#left.delete(id);
      if (typeof setTimeout === 'function') setTimeout(() => this.#settle(), ANSWERED_MS_MAX);
    }
  }

  records(name: string): readonly Rec[] {
    this.#shown ??= this.#guesses.reduce((all, guess) => apply(all, guess, this.me), this.#server);
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
    // What was refused at once is nothing to show: no answer would take it back.
    if (this.#open.has(sent.n) && guessable(name, data)) {
      this.#guesses.push({ n: sent.n, name, data, at: this.now() });
      this.#settle();
    }
    return sent;
  }

  setState(patch: JsonObject): Sent {
    const sent = this.call('setState', { patch });
    if (this.#open.has(sent.n)) this.#patches.push({ n: sent.n, patch });
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
    if (this.#open.has(n)) {
      this.#waiting.push({ t: 'call', n, do: name, args } as Extract<FromApp, { t: 'call' }>);
      this.#pump();
    }
    return { n, done };
  }

  /** An edit is taken back; one that has not left yet never does. */
  takeBack(n: number): Sent | undefined {
    this.forget(n);
    const at = this.#waiting.findIndex((one) => one.n === n);
    if (at < 0) return this.call('undo', { of: n });
    this.#waiting.splice(at, 1);
    this.#open.get(n)?.good({});
    this.#open.delete(n);
    return undefined;
  }

  /** Sends what the page can take, in order. */
  #pump(): void {
    while (this.#waiting.length > 0 && this.#open.size - this.#waiting.length < CALLS_SENT_MAX) {
      if (!this.#mayGo(this.#waiting[0]?.do)) return;
      const next = this.#waiting.shift();
      if (next) this.send(next);
    }
  }
  /** An engine without timers has no page that reads at a rate. */
  #mayGo(what: Call | undefined): boolean {
    if (typeof setTimeout !== 'function') return true;
    const isCommand = what === 'command';
    if (this.#callsPace.isFree && (!isCommand || this.#commandsPace.isFree)) {
      this.#callsPace.take();
      if (isCommand) this.#commandsPace.take();
      return true;
    }
    if (!this.#isPausing)
      setTimeout(() => {
        this.#isPausing = false;
        this.#pump();
      }, PACE_MS);
    this.#isPausing = true;
    return false;
  }

  answer(message: Extract<ToApp, { t: 'answer' }>): void {
    const waiting = this.#open.get(message.n);
    this.#open.delete(message.n);
    const guess = this.#guesses.find(({ n }) => n === message.n);
    if (message.ok) {
      if (guess) guess.answered = this.now();
      if (guess && this.#has(guess)) this.#guesses = this.#guesses.filter((one) => one !== guess);
      waiting?.good(message.data ?? {});
    } else {
      this.#guesses = this.#guesses.filter((one) => one !== guess);
      waiting?.bad(new Refused(message.code ?? '', message.detail ?? '', message.errors ?? []));
    }
    this.#patches = this.#patches.filter(({ n }) => n !== message.n);
    this.#pump();
    this.#settle();
  }

  /** An edit that was taken back is no guess any more. */
  forget(n: number): void {
    this.#guesses = this.#guesses.filter((one) => one.n !== n);
    this.#settle();
  }

  /** Whether the state has what was guessed. What is gone is found without comparing all records. */
  #has(guess: Guess): boolean {
    return guess.name === 'records.remove'
      ? apply(this.#server, guess, this.me) === this.#server
      : isShown(this.#server, guess, this.me);
  }

  #settle(): void {
    const late = this.now() - ANSWERED_MS_MAX;
    this.#guesses = this.#guesses.filter(({ answered }) => answered === undefined || answered > late);
    this.#shown = undefined;
    this.changed();
  }
}
