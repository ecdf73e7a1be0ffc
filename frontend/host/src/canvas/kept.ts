/**
 * The last canvases of each person on this device, so that they are there at once and without network. What is
 * kept is what the server confirmed, as the very build that reads it knows it: another build starts from the
 * server. Own edits wait elsewhere (live/outbox.ts). Not here: when to keep.
 */
import type { Role } from '@gesso/sdk/protocol';
import type { ConfirmedModel } from '../live/model.ts';

export interface KeptCanvas {
  user: string;
  canvas: string;
  title: string;
  role: Role;
  /** Unix milliseconds. */
  savedAt: number;
  model: ConfirmedModel;
}

const DATABASE = 'gesso-kept';
const STORE = 'canvases';
/** Of one person on one device. */
export const KEPT_MOST = 20;
/** The names of built files change with their content, this one's too. */
const BUILD = import.meta.url;

type Stored = KeptCanvas & { key: string; build: string };

let opened: Promise<IDBDatabase | undefined> | undefined;

function database(): Promise<IDBDatabase | undefined> {
  opened ??= open().catch(() => undefined); // switched off, or private: everything comes from the server
  return opened;
}
async function open(): Promise<IDBDatabase | undefined> {
  if (typeof indexedDB === 'undefined') return undefined;
  const asked = indexedDB.open(DATABASE, 1);
  asked.onupgradeneeded = () =>
    asked.result.createObjectStore(STORE, { keyPath: 'key' }).createIndex('user', 'user');
  const found = await answerOf(asked);
  const forget = () => {
    found.close();
    opened = undefined;
  };
  found.onversionchange = forget;
  found.onclose = forget;
  return found;
}
const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const keyOf = (user: string, canvas: string): string => `${user}|${canvas}`;

/** Never fails: keeping is a comfort. The oldest go when there are too many. */
export async function keepCanvas(kept: KeptCanvas): Promise<void> {
  try {
    const store = (await database())?.transaction(STORE, 'readwrite').objectStore(STORE);
    if (!store) return;
    store.put({ ...kept, key: keyOf(kept.user, kept.canvas), build: BUILD } satisfies Stored);
    const all = (await answerOf(store.index('user').getAll(kept.user))) as Stored[];
    for (const old of all.sort((a, b) => b.savedAt - a.savedAt).slice(KEPT_MOST)) store.delete(old.key);
  } catch {
    // No room left, or the storage went away.
  }
}

export async function keptCanvas(user: string, canvas: string): Promise<KeptCanvas | undefined> {
  try {
    const store = (await database())?.transaction(STORE).objectStore(STORE);
    const found = store && ((await answerOf(store.get(keyOf(user, canvas)))) as Stored | undefined);
    return found?.build === BUILD ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Newest first; those of another build cannot be opened without the server and are left out. */
export async function keptCanvases(user: string): Promise<KeptCanvas[]> {
  try {
    const store = (await database())?.transaction(STORE).objectStore(STORE);
    const all = store ? ((await answerOf(store.index('user').getAll(user))) as Stored[]) : [];
    return all.filter(({ build }) => build === BUILD).sort((a, b) => b.savedAt - a.savedAt);
  } catch {
    return [];
  }
}

/** Gone on the server, or not this person's any more. */
export async function dropCanvas(user: string, canvas: string): Promise<void> {
  try {
    (await database())?.transaction(STORE, 'readwrite').objectStore(STORE).delete(keyOf(user, canvas));
  } catch {
    // Nothing kept, nothing to drop.
  }
}

/** Who signs out leaves nothing behind. */
export async function dropKept(user: string): Promise<void> {
  try {
    const store = (await database())?.transaction(STORE, 'readwrite').objectStore(STORE);
    if (!store) return;
    for (const key of await answerOf(store.index('user').getAllKeys(user))) store.delete(key);
  } catch {
    // Nothing kept, nothing to drop.
  }
}
