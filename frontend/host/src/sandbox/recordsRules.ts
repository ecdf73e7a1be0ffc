/**
 * What the events of the backend of generated apps do: the same cases as `gesso.cluster.records` in Java, held together by
 * one golden file. Guesses nothing: an app's runtime shows its own edits at once.
 */
import type { BackendEvent, MicroAppRules } from '@gesso/sdk';
import type { Json, JsonObject } from '@gesso/sdk/protocol';

interface Item {
  id: string;
  values: JsonObject;
  by: string;
  at: number;
  votes?: readonly string[];
}
type Items = readonly Item[];

const KNOWN = new Set([
  'records.added',
  'records.edited',
  'records.removed',
  'records.restored',
  'records.moved',
  'records.stepped',
  'records.voted',
  'records.unvoted',
]);

const withVotes = ({ votes: _, ...item }: Item, votes: readonly string[]): Item =>
  votes.length > 0 ? { ...item, votes: [...new Set(votes)].sort() } : item;

/** Votes of people who have given theirs to another one meanwhile are left out. */
function insert(items: Items, index: number, item: Item): Items {
  if (items.some(({ id }) => id === item.id)) return items;
  const given = new Set(items.flatMap(({ votes = [] }) => votes));
  const kept = withVotes(
    item,
    (item.votes ?? []).filter((user) => !given.has(user)),
  );
  const at = Math.max(0, Math.min(index, items.length));
  return [...items.slice(0, at), kept, ...items.slice(at)];
}

const change = (items: Items, id: string, changes: JsonObject): Items =>
  items.map((item) => {
    if (item.id !== id) return item;
    const values: Record<string, Json> = { ...item.values };
    for (const [name, value] of Object.entries(changes))
      if (value === null) delete values[name];
      else values[name] = value;
    return { ...item, values };
  });

/** What it was to follow may be gone: then it is the last. */
function move(items: Items, id: string, after: string | undefined): Items {
  const moved = items.find((item) => item.id === id);
  if (!moved || id === after) return items;
  const rest = items.filter((item) => item !== moved);
  const before = after === undefined ? -1 : rest.findIndex((item) => item.id === after);
  const to = after !== undefined && before < 0 ? rest.length : before + 1;
  return [...rest.slice(0, to), moved, ...rest.slice(to)];
}

const unvote = (items: Items, user: string): Items =>
  items.map((item) =>
    item.votes?.includes(user)
      ? withVotes(
          item,
          item.votes.filter((one) => one !== user),
        )
      : item,
  );

function vote(items: Items, id: string, user: string): Items {
  if (!items.some((item) => item.id === id)) return items;
  return unvote(items, user).map((item) =>
    item.id === id ? withVotes(item, [...(item.votes ?? []), user]) : item,
  );
}

function folded(items: Items, { type, data }: BackendEvent): Items {
  const id = String(data.id);
  switch (type) {
    case 'records.added': {
      const { values, by, at } = data as unknown as Item;
      return insert(items, items.length, { id, values, by, at });
    }
    case 'records.edited':
      return change(items, id, data.values as JsonObject);
    case 'records.stepped':
      return change(items, id, { [String(data.field)]: data.value as Json });
    case 'records.removed':
      return items.filter((item) => item.id !== id);
    case 'records.restored':
      return insert(items, Number(data.index), data.record as unknown as Item);
    case 'records.moved':
      return move(items, id, data.after as string | undefined);
    case 'records.voted':
      return vote(items, id, String(data.user));
    case 'records.unvoted':
      return unvote(items, String(data.user));
    default:
      return items;
  }
}

export const recordsRules: MicroAppRules = {
  initial: { collections: {} },
  knows: (type) => KNOWN.has(type),
  evolve(state, event) {
    const name = String(event.data.collection);
    const { [name]: items = [], ...others } = (state.collections ?? {}) as unknown as Record<string, Items>;
    const next = folded(items, event);
    const collections = next.length > 0 ? { ...others, [name]: next } : others;
    return { ...state, collections: collections as unknown as JsonObject };
  },
  predict: () => [],
};
