/** The entries of this widget, and what may be done with them: commands of the app's own backend. */
import { type Edit, freshId, type JsonObject, useAPI, useCanvas } from '@gesso/sdk';
import { useMemo } from 'react';
import type { Entry } from './types.ts';

export interface Entries {
  /** Oldest first. */
  entries: readonly Entry[];
  /** Ids of what is not durable yet. */
  unsaved: ReadonlySet<string>;
  add(text: string): void;
  /** Returns what takes it back. */
  remove(entry: Entry): () => void;
}

const isEntry = (value: unknown): value is Entry => {
  const entry = value as Entry | null;
  return typeof entry === 'object' && entry !== null && typeof entry.id === 'string';
};

/** Whatever somebody else wrote there: only what can be shown. */
export const entriesIn = (state: Readonly<JsonObject>): Entry[] =>
  Array.isArray(state.entries) ? (state.entries as unknown[]).filter(isEntry) : [];

export function useEntries(): Entries {
  const { state, pending } = useCanvas();
  const { command, undo } = useAPI();
  const entries = useMemo(() => entriesIn(state), [state]);
  const unsaved = useMemo(() => new Set(pending.map(({ data }) => String(data.id))), [pending]);
  return {
    entries,
    unsaved,
    add: (text) => {
      command('sample.add', { id: freshId(), text });
    },
    remove: ({ id }) => {
      const edit: Edit = command('sample.remove', { id });
      return () => {
        undo(edit);
      };
    },
  };
}
