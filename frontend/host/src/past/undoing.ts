/**
 * Taking back what has happened, as new events: by operation, person, widget or stretch of time. First told, then
 * done. The server takes one person's steps at a time, so what several people did goes back in rounds, the newest
 * first, until a round changes nothing. Not here: words.
 */
import type { JsonObject } from '@gesso/sdk/protocol';
import type { ApiClient } from '../http/index.ts';

export interface UndoWish {
  readonly op?: string;
  readonly of?: string;
  readonly user?: string;
  /** Inclusive. */
  readonly from?: number;
  /** Exclusive. */
  readonly to?: number;
}
/** An event that would be taken back. */
export interface Taken {
  readonly of: string;
  readonly rev: number;
  readonly type: string;
  readonly data: JsonObject;
  readonly by: string;
  readonly at: number;
}
export interface Skipped {
  readonly of: string;
  readonly type: string;
  readonly reason: string;
}
export interface Plan {
  readonly wishes: readonly UndoWish[];
  /** Newest first. */
  readonly events: readonly Taken[];
  readonly steps: number;
  /** There is more than one look shows: older than the events here, and taken back all the same. */
  readonly more: boolean;
  /** All that the plan takes back happened by this instant. */
  readonly at: number;
}
export interface Outcome {
  readonly steps: number;
  /** Events that stay as they are. */
  readonly skipped: readonly Skipped[];
  readonly wishes: readonly UndoWish[];
  /** What was taken back was taken back from here on. */
  readonly since: number;
}

interface Answer {
  at: number;
  undone?: string | null;
  all?: string[];
  skipped?: Skipped[];
  events?: {
    of: string;
    rev: number;
    type: string;
    data: JsonObject;
    origin: { user: string; at: number };
  }[];
}
/** Steps that the server takes back at once; with more, it is asked again. */
const STEPS_AT_ONCE = 200;
const ROUNDS_MOST = 20;

export class Undoer {
  constructor(
    private readonly api: ApiClient,
    private readonly canvas: string,
  ) {}

  /** What would be taken back. Wishes of which nothing is left come to nothing. */
  async plan(wishes: readonly UndoWish[]): Promise<Plan> {
    const answers = await Promise.all(wishes.map((wish) => this.ask('undo', { ...wish, preview: true })));
    const events = answers
      .flatMap(({ events = [] }) => events)
      .map(({ of, rev, type, data, origin }) => ({ of, rev, type, data, by: origin.user, at: origin.at }))
      .sort((a, b) => b.at - a.at);
    return {
      wishes,
      events,
      steps: answers.reduce((sum, one) => sum + stepsOf(one).length, 0),
      more: answers.some((one) => stepsOf(one).length >= STEPS_AT_ONCE),
      at: answers.reduce((newest, { at }) => Math.max(newest, at), 0),
    };
  }

  /** @param since newest instant of which this page has heard */
  async carryOut({ wishes, at }: Plan, since: number): Promise<Outcome> {
    const done = new Set<string>();
    const left = new Map<UndoWish, readonly Skipped[]>();
    const before = new Map<UndoWish, string>();
    let again = true;
    for (let round = 0; again && round < ROUNDS_MOST; round++) {
      again = false;
      for (const wish of wishes) {
        const answer = await this.ask('undo', wish);
        const steps = stepsOf(answer);
        for (const step of steps) done.add(`${wish.user ?? ''} ${step}`);
        left.set(wish, answer.skipped ?? []);
        // What is left is tried anew after what others did has gone back.
        const more = wishes.length > 1 || steps.length >= STEPS_AT_ONCE;
        if (more && steps.length > 0 && before.get(wish) !== steps.join()) again = true;
        before.set(wish, steps.join());
      }
    }
    return { wishes, steps: done.size, skipped: [...left.values()].flat(), since: Math.max(at, since) + 1 };
  }

  /**
   * Does again what was just taken back, in rounds as it went: what one did may stand on what another one did.
   * @returns how many events stay taken back
   */
  async wayBack({ wishes, since }: Outcome): Promise<number> {
    const users = new Set(wishes.map(({ user }) => user));
    const before = new Map<string | undefined, string>();
    const left = new Map<string | undefined, number>();
    let again = true;
    for (let round = 0; again && round < ROUNDS_MOST; round++) {
      again = false;
      for (const user of users) {
        const answer = await this.ask('redo', { from: since, ...(user === undefined ? {} : { user }) });
        const steps = stepsOf(answer).join();
        if (steps !== '' && before.get(user) !== steps) again = true;
        before.set(user, steps);
        left.set(user, answer.skipped?.length ?? 0);
      }
    }
    return [...left.values()].reduce((sum, n) => sum + n, 0);
  }

  private ask(step: 'undo' | 'redo', body: UndoWish & { preview?: boolean }): Promise<Answer> {
    return this.api<Answer>(`/api/canvas/${encodeURIComponent(this.canvas)}/${step}`, {
      method: 'POST',
      body,
    });
  }
}

const stepsOf = ({ undone, all }: Answer): readonly string[] => all ?? (undone ? [undone] : []);
