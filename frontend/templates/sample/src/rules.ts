/**
 * What the events of this app's backend do, and which a command will most likely make: the same cases as
 * `gesso.cluster.sample` in Java. State: `{entries: [Entry]}` beside the shared-state keys. Not here: deciding;
 * the server alone does that.
 */
import {
  type BackendEvent,
  type Json,
  type JsonObject,
  type MicroAppRules,
  type Stamp,
  timeOf,
} from '@gesso/sdk';
import { TEXT_MOST } from './constants.ts';
import type { Entry, SampleEvents } from './generated/sample.ts';

export type SampleEvent = {
  [Type in keyof SampleEvents]: { type: Type; data: SampleEvents[Type] };
}[keyof SampleEvents];

const KNOWN: Record<SampleEvent['type'], true> = {
  'sample.added': true,
  'sample.edited': true,
  'sample.removed': true,
  'sample.restored': true,
};

function assertNever(event: never): never {
  throw new Error(`no case for ${JSON.stringify(event)}`);
}

/** Total: what does not fit changes nothing, for it has happened. */
export function evolveEntries(entries: readonly Entry[], event: SampleEvent): readonly Entry[] {
  switch (event.type) {
    case 'sample.added':
      return insert(entries, entries.length, event.data);
    case 'sample.edited':
      return entries.map((entry) =>
        entry.id === event.data.id ? { ...entry, text: event.data.text } : entry,
      );
    case 'sample.removed':
      return entries.filter(({ id }) => id !== event.data.id);
    case 'sample.restored':
      return insert(entries, event.data.index, event.data.item);
    default:
      return assertNever(event);
  }
}

function insert(entries: readonly Entry[], index: number, entry: Entry): readonly Entry[] {
  return entries.some(({ id }) => id === entry.id)
    ? entries
    : entries.toSpliced(Math.min(index, entries.length), 0, entry);
}

function guess(
  entries: readonly Entry[],
  command: string,
  { id, text: written }: JsonObject,
  stamp: Stamp,
): SampleEvent[] {
  if (typeof id !== 'string') return [];
  const index = entries.findIndex((entry) => entry.id === id);
  const item = entries[index];
  const text = typeof written === 'string' ? written.trim() : '';
  const writable = text !== '' && text.length <= TEXT_MOST;
  switch (command) {
    case 'sample.add': {
      if (item || !writable) return [];
      return [{ type: 'sample.added', data: { id, text, userId: stamp.by, createdAt: timeOf(stamp.at) } }];
    }
    case 'sample.edit':
      return item && writable ? [{ type: 'sample.edited', data: { id, text, was: item.text } }] : [];
    case 'sample.remove':
      return item ? [{ type: 'sample.removed', data: { id, item, index } }] : [];
    default:
      return [];
  }
}

const read = (state: JsonObject): readonly Entry[] =>
  Array.isArray(state.entries) ? (state.entries as unknown as Entry[]) : [];

const rules: MicroAppRules = {
  initial: { entries: [] },
  knows: (type) => Object.hasOwn(KNOWN, type),
  evolve: (state, event: BackendEvent) => ({
    ...state,
    entries: evolveEntries(read(state), event as unknown as SampleEvent) as unknown as Json,
  }),
  predict: (state, command, data, stamp) =>
    guess(read(state), command, data, stamp) as unknown as BackendEvent[],
};
export default rules;
