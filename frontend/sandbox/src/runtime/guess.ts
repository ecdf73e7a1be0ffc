/**
 * Own edits shown before the server has taken them. Pure: each is put on top of what the server said, may be put there
 * twice without harm, and knows when what the server says has it.
 */
import type { Json, JsonObject } from '@gesso/sdk';
import type { Rec } from './model.ts';

export type Collections = Readonly<Record<string, readonly Rec[]>>;

export interface Guess {
  /** Of the call that sent it. */
  readonly n: number;
  readonly name: string;
  readonly data: JsonObject;
  readonly at: number;
  /** Set with the server's answer. */
  answered?: number;
  /** Of a step: how much of it the server's value has already. */
  had?: number;
}

/** How long an answered edit waits for the state that has it. */
export const ANSWERED_MS_MAX = 3_000;

const str = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const records = (state: Json | undefined, name: string): readonly Rec[] => {
  const all = state !== null && typeof state === 'object' ? (state as JsonObject)[name] : undefined;
  return Array.isArray(all) ? (all as unknown as Rec[]).filter(isRecord) : [];
};
const isRecord = (one: unknown): one is Rec =>
  typeof one === 'object' &&
  one !== null &&
  typeof (one as Rec).id === 'string' &&
  typeof (one as Rec).values === 'object' &&
  (one as Rec).values !== null;

export function collectionsOf(state: JsonObject): Collections {
  const all = state.collections;
  const result: Record<string, readonly Rec[]> = {};
  if (all !== null && typeof all === 'object' && !Array.isArray(all))
    for (const name of Object.keys(all)) result[name] = records(all, name);
  return result;
}

const isGuessed = (name: string): boolean => /^records\.(add|edit|remove|move|step|vote|unvote)$/.test(name);
export const guessable = (name: string, data: JsonObject): boolean =>
  isGuessed(name) && typeof data.collection === 'string';

export function apply(all: Collections, guess: Guess, me: string): Collections {
  const { data } = guess;
  const name = str(data.collection);
  const before = all[name] ?? [];
  const after = changed(before, guess, me);
  return after === before ? all : { ...all, [name]: after };
}

function changed(list: readonly Rec[], { name, data, at, had }: Guess, me: string): readonly Rec[] {
  const id = str(data.id);
  const there = list.some((one) => one.id === id);
  const mapped = (change: (one: Rec) => Rec) =>
    there ? list.map((one) => (one.id === id ? change(one) : one)) : list;
  const values = (data.values ?? {}) as JsonObject;
  switch (name) {
    case 'records.add':
      return there ? list : [...list, { id, values: merged({}, values), by: me, at }];
    case 'records.edit':
      return mapped((one) => ({ ...one, values: merged(one.values, values) }));
    case 'records.remove':
      return there ? list.filter((one) => one.id !== id) : list;
    case 'records.move': {
      const moved = list.find((one) => one.id === id);
      if (!moved) return list;
      const rest = list.filter((one) => one !== moved);
      const after = data.after == null ? 0 : rest.findIndex((one) => one.id === data.after) + 1;
      return data.after != null && after === 0
        ? list
        : [...rest.slice(0, after), moved, ...rest.slice(after)];
    }
    case 'records.step': {
      const field = str(data.field);
      const by = Number(data.by) - (had ?? 0);
      return mapped((one) => ({
        ...one,
        values: { ...one.values, [field]: tidy(numberIn(one, field) + by) },
      }));
    }
    case 'records.vote':
      return list.map((one) =>
        one.id === id
          ? { ...one, votes: one.votes?.includes(me) ? one.votes : [...(one.votes ?? []), me] }
          : without(one, me),
      );
    case 'records.unvote':
      return list.map((one) => without(one, me));
    default:
      return list;
  }
}

const without = (one: Rec, me: string): Rec =>
  one.votes?.includes(me) ? { ...one, votes: one.votes.filter((who) => who !== me) } : one;
export const numberIn = (one: Rec, field: string): number => {
  const value = one.values[field];
  return typeof value === 'number' ? value : 0;
};
/** 0.1 + 0.2 is 0.3 to people. */
export const tidy = (value: number): number => Math.round(value * 1e9) / 1e9;

function merged(values: Readonly<Record<string, Json>>, patch: JsonObject): Record<string, Json> {
  const next: Record<string, Json> = { ...values };
  for (const [name, value] of Object.entries(patch))
    if (value === null || value === undefined) delete next[name];
    else next[name] = value as Json;
  return next;
}

/** A step is no assignment: what the server's value has moved by since is taken off it. */
export function account(guesses: readonly Guess[], before: Collections, after: Collections): void {
  const left = new Map<string, number>();
  for (const guess of guesses) {
    if (guess.name !== 'records.step') continue;
    const { collection, id, field, by } = guess.data;
    const key = `${collection} ${id} ${field}`;
    const of = (all: Collections) => all[str(collection)]?.find((one) => one.id === id);
    const [old, now] = [of(before), of(after)];
    if (!old || !now) continue;
    const delta = left.get(key) ?? tidy(numberIn(now, str(field)) - numberIn(old, str(field)));
    const wanted = tidy(Number(by) - (guess.had ?? 0));
    const taken =
      Math.sign(delta) === Math.sign(wanted)
        ? Math.sign(delta) * Math.min(Math.abs(delta), Math.abs(wanted))
        : 0;
    guess.had = tidy((guess.had ?? 0) + taken);
    left.set(key, tidy(delta - taken));
  }
}

/** Whether the server's state has what was guessed. */
export function isShown(all: Collections, guess: Guess, me: string): boolean {
  if (guess.name === 'records.step') return guess.had === Number(guess.data.by);
  const name = str(guess.data.collection);
  const list = all[name] ?? [];
  if (guess.name === 'records.add') return list.some((one) => one.id === guess.data.id);
  if (guess.name === 'records.move')
    return (
      JSON.stringify(changed(list, guess, me).map(({ id }) => id)) ===
      JSON.stringify(list.map(({ id }) => id))
    );
  return JSON.stringify(changed(list, guess, me)) === JSON.stringify(list);
}
