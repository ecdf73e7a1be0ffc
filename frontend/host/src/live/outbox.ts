/**
 * Own edits that no acknowledgement has come for, kept so that a reload, a crash of the tab or an evening
 * without network loses none. Storage is synchronous on purpose: what the person sees is kept before it is seen.
 * Not here: when they are sent.
 */
import type { JsonObject } from '@gesso/sdk/protocol';

export interface KeptEdit {
  id: string;
  to: string;
  do: string;
  data: JsonObject;
  cause?: string;
}
export interface Outbox {
  /** False when there was no room: the edit lives in memory only. */
  keep(edit: KeptEdit): boolean;
  drop(id: string): void;
  /** In the order of their making. */
  load(): KeptEdit[];
}

const PREFIX = 'gesso.outbox';
const keyOf = (user: string, canvas: string, client: string): string =>
  `${PREFIX}|${user}|${canvas}|${client}|`;

/** One storage key for each edit: ids rise with time, so sorted keys are the order of making. */
export function storedOutbox(storage: Storage, user: string, canvas: string, client: string): Outbox {
  const prefix = keyOf(user, canvas, client);
  return {
    keep(edit) {
      try {
        storage.setItem(prefix + edit.id, JSON.stringify(edit));
        return true;
      } catch {
        return false;
      }
    },
    drop(id) {
      storage.removeItem(prefix + id);
    },
    load() {
      return keysOf(storage)
        .filter((key) => key.startsWith(prefix))
        .sort()
        .flatMap((key) => parsed(storage.getItem(key)));
    },
  };
}

/** Clients of this person on this canvas whose edits were left behind, by a tab that was closed for instance. */
export function clientsWithEdits(storage: Storage, user: string, canvas: string): string[] {
  const prefix = `${PREFIX}|${user}|${canvas}|`;
  const clients = keysOf(storage)
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) => key.slice(prefix.length).split('|', 1));
  return [...new Set(clients)];
}

const keysOf = (storage: Storage): string[] =>
  Array.from({ length: storage.length }, (_, i) => storage.key(i)).filter((key) => key !== null);

function parsed(text: string | null): KeptEdit[] {
  try {
    const edit = JSON.parse(text ?? '') as KeptEdit;
    return typeof edit.id === 'string' && typeof edit.to === 'string' && typeof edit.do === 'string'
      ? [edit]
      : [];
  } catch {
    return [];
  }
}

/** For tests and for browsers without storage. */
export function memoryOutbox(kept: KeptEdit[] = []): Outbox & { edits: KeptEdit[] } {
  const box = {
    edits: kept,
    keep(edit: KeptEdit) {
      box.edits = [...box.edits.filter((one) => one.id !== edit.id), edit];
      return true;
    },
    drop(id: string) {
      box.edits = box.edits.filter((one) => one.id !== id);
    },
    load: () => [...box.edits],
  };
  return box;
}
