import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { indexedDbStorage, memoryStorage, textStorage, type Outgoing, type TextStorage } from '../src/index.ts';

function texts(): TextStorage {
  const map = new Map<string, string>();
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    key: (index) => [...map.keys()][index] ?? null,
    get length() {
      return map.size;
    },
  };
}

const entry = (id: string, queuedAt: number): Outgoing => ({
  command: { type: 'message', chat_id: 'c', content: id, client_msg_id: id },
  queuedAt,
});

describe.each([
  ['memory', () => memoryStorage()],
  ['localStorage', () => textStorage(texts())],
  ['IndexedDB', () => indexedDbStorage('a test')],
])('storage in %s', (_name, make) => {
  it('gives_back_what_was_put_in_the_order_of_queueing', async () => {
    const storage = make();
    expect(await storage.loadCursor()).toBeUndefined();

    await storage.putOutgoing(entry('z', 1));
    await storage.putOutgoing(entry('a', 2));
    await storage.putOutgoing(entry('m', 3));
    await storage.removeOutgoing('a');
    await storage.putOutgoing({ ...entry('z', 1), failure: { code: 'forbidden' } });
    await storage.saveCursor(42);

    expect(await storage.loadCursor()).toBe(42);
    expect(await storage.loadOutbox()).toEqual([{ ...entry('z', 1), failure: { code: 'forbidden' } }, entry('m', 3)]);
  });
});
