/**
 * Own edits that no acknowledgement has come for, kept so that a reload, a crash of the tab or days without
 * network lose none. Two stages: local storage takes an edit before it is shown, as nothing else is synchronous;
 * what has no answer after a moment moves on to IndexedDB, which has room for many. An edit is in one of them, or
 * in both for an instant, until its answer comes. Not here: when they are sent.
 */
import type { JsonObject } from '@gesso/sdk/protocol';
import { editStore } from './editStore.ts';
import { LIMITS } from './limits.ts';

export interface KeptEdit {
  id: string;
  to: string;
  do: string;
  data: JsonObject;
  cause?: string;
  correlation?: string;
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

/** What one client of a person left undone on a canvas; ids rise with time, so sorted keys are the order. */
export async function storedOutbox(
  storage: Storage,
  user: string,
  canvas: string,
  client: string,
): Promise<Outbox> {
  const prefix = keyOf(user, canvas, client);
  const found = await kept(storage, prefix);
  const store = await editStore();
  const moving = new Map<string, ReturnType<typeof setTimeout>>();

  const moveOn = async (key: string, text: string) => {
    moving.delete(key);
    if (!store) return;
    try {
      await store.put(key, text);
      remove(storage, key);
    } catch {
      // No room there either: the first stage keeps it.
    }
  };
  return {
    keep(edit) {
      const key = prefix + edit.id;
      const text = JSON.stringify(edit);
      try {
        storage.setItem(key, text);
      } catch {
        void moveOn(key, text);
        return store !== undefined;
      }
      moving.set(
        key,
        setTimeout(() => void moveOn(key, text), LIMITS.outboxMoveMillis),
      );
      return true;
    },
    drop(id) {
      const key = prefix + id;
      remove(storage, key);
      const soon = moving.get(key);
      clearTimeout(soon);
      if (!moving.delete(key)) void store?.remove(key).catch(() => {}); // its answer comes again at the next start
    },
    load: () => [...found.values()].flatMap(parsed),
  };
}

/** Clients of this person on this canvas whose edits were left behind, by a tab that was closed for instance. */
export async function clientsWithEdits(storage: Storage, user: string, canvas: string): Promise<string[]> {
  const prefix = `${PREFIX}|${user}|${canvas}|`;
  const keys = [...(await kept(storage, prefix)).keys()];
  return [...new Set(keys.flatMap((key) => key.slice(prefix.length).split('|', 1)))];
}

/** Canvases on which this person's edits wait. */
export async function canvasesWithEdits(storage: Storage, user: string): Promise<string[]> {
  const prefix = `${PREFIX}|${user}|`;
  const keys = [...(await kept(storage, prefix)).keys()];
  return [...new Set(keys.flatMap((key) => key.slice(prefix.length).split('|', 1)))];
}

async function kept(storage: Storage, prefix: string): Promise<Map<string, string>> {
  const store = await editStore();
  const moved = (await store?.all(prefix).catch(() => [])) ?? [];
  const all = new Map(moved);
  for (const key of keysOf(storage)) if (key.startsWith(prefix)) all.set(key, storage.getItem(key) ?? '');
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const remove = (storage: Storage, key: string): void => {
  try {
    storage.removeItem(key);
  } catch {
    // Switched off: nothing of it is there.
  }
};

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
