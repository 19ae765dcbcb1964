import type { Outgoing, Storage } from './storage.ts';

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('cursor');
    request.result.createObjectStore('outbox', { keyPath: 'command.client_msg_id' });
  };
  return done(request);
}

/**
 * Remembers in IndexedDB, in a database of its own. Several tabs of one user may share it: whatever two of them send is sent
 * under the same `client_msg_id`, so it has one effect.
 */
export function indexedDbStorage(name: string): Storage {
  const database = open(name);
  const store = async (table: string, mode: IDBTransactionMode) =>
    (await database).transaction(table, mode).objectStore(table);
  return {
    loadCursor: async () => (await done((await store('cursor', 'readonly')).get('seq'))) as number | undefined,
    saveCursor: async (seq) => void (await done((await store('cursor', 'readwrite')).put(seq, 'seq'))),
    loadOutbox: async () => {
      const all = (await done((await store('outbox', 'readonly')).getAll())) as Outgoing[];
      return all.sort((a, b) => a.queuedAt - b.queuedAt);
    },
    putOutgoing: async (entry) => void (await done((await store('outbox', 'readwrite')).put(entry))),
    removeOutgoing: async (id) => void (await done((await store('outbox', 'readwrite')).delete(id))),
  };
}
