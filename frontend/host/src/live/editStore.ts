/** The one place that touches IndexedDB: own edits that wait for long, by key. Undefined where there is none. */
const DATABASE = 'gesso';
const STORE = 'outbox';

export interface EditStore {
  /** Resolves when it is on disk. */
  put(key: string, text: string): Promise<void>;
  remove(key: string): Promise<void>;
  /** Keys with this beginning, rising, with what they hold. */
  all(prefix: string): Promise<[string, string][]>;
}

let opened: Promise<EditStore | undefined> | undefined;

export function editStore(): Promise<EditStore | undefined> {
  opened ??= open().catch(() => undefined); // switched off, or private: the first stage has to do
  return opened;
}

async function open(): Promise<EditStore | undefined> {
  if (typeof indexedDB === 'undefined') return undefined;
  const asked = indexedDB.open(DATABASE, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
  const database = await answerOf(asked);
  // A later version in another tab, or the person who clears the storage: this one must not stand in the way.
  database.onversionchange = () => forget(database);
  database.onclose = () => forget(database);
  const change = (work: (store: IDBObjectStore) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      work(transaction.objectStore(STORE));
    });
  return {
    put: (key, text) => change((store) => store.put(text, key)),
    remove: (key) => change((store) => store.delete(key)),
    async all(prefix) {
      const store = database.transaction(STORE).objectStore(STORE);
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const [keys, texts] = await Promise.all([
        answerOf(store.getAllKeys(range)),
        answerOf(store.getAll(range)),
      ]);
      return keys.map((key, i) => [String(key), String(texts[i])]);
    },
  };
}

function forget(database: IDBDatabase): void {
  database.close();
  opened = undefined;
}

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
