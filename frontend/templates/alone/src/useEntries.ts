/**
 * The entries of this widget, kept in its shared state: one top-level key for each, so that people who write at
 * the same time never overwrite one another. Whoever sets a key last wins; null takes it away.
 */
import { freshId, type JsonObject, useAPI, useCanvas } from '@gesso/sdk';
import { useMemo } from 'react';
import { ENTRIES_MOST, TEXT_MOST } from './constants.ts';
import type { Entry } from './types.ts';

const PREFIX = 'entry-';

export interface Entries {
  /** Oldest first. */
  entries: readonly Entry[];
  /** Ids of what is not durable yet. */
  unsaved: ReadonlySet<string>;
  add(text: string): void;
  /** Returns what takes it back. */
  remove(entry: Entry): () => void;
}

const isEntry = (value: unknown): value is Omit<Entry, 'id'> => {
  const entry = value as Entry | null;
  return (
    typeof entry === 'object' &&
    entry !== null &&
    typeof entry.text === 'string' &&
    typeof entry.userId === 'string' &&
    typeof entry.createdAt === 'string'
  );
};

/** Whatever somebody else wrote there: only what can be shown. Ids rise with the time of their making. */
export const entriesIn = (state: Readonly<JsonObject>): Entry[] =>
  Object.entries(state)
    .filter(([key, value]) => key.startsWith(PREFIX) && isEntry(value))
    .map(([key, value]) => ({ ...(value as unknown as Omit<Entry, 'id'>), id: key.slice(PREFIX.length) }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));

export function useEntries(): Entries {
  const { state, pending, user, setState } = useCanvas();
  const { undo } = useAPI();
  const entries = useMemo(() => entriesIn(state), [state]);
  const unsaved = useMemo(
    () =>
      new Set(
        pending.flatMap(({ data }) => Object.keys(data.patch ?? {}).map((key) => key.slice(PREFIX.length))),
      ),
    [pending],
  );
  return {
    entries,
    unsaved,
    add: (text) => {
      if (entries.length >= ENTRIES_MOST) return;
      const entry = { text: text.slice(0, TEXT_MOST), userId: user.id, createdAt: new Date().toISOString() };
      setState({ [PREFIX + freshId()]: entry });
    },
    remove: ({ id }) => {
      const edit = setState({ [PREFIX + id]: null });
      return () => {
        undo(edit);
      };
    },
  };
}
