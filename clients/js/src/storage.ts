import type { Command } from './wire.ts';

/** Why a send did not and will not reach anybody unless it is tried again by hand. */
export interface Failure {
  /** A frame error's code, `expired` (may be older than the server's memory of repeats) or `full` (the outbox is). */
  code: string;
  message?: string;
}

/** One send on its way. */
export interface Outgoing {
  command: Command;
  /** Milliseconds since the epoch. */
  queuedAt: number;
  /** When it was first written to a socket; from then on it may have had its effect. */
  attemptedAt?: number;
  failure?: Failure;
}

/**
 * What a client remembers over restarts: how far it has seen the stream, and what it has not got rid of yet. A promise resolves
 * when the change would outlive the process.
 */
export interface Storage {
  loadCursor(): Promise<number | undefined>;
  saveCursor(seq: number): Promise<void>;
  /** In the order in which they were queued. */
  loadOutbox(): Promise<Outgoing[]>;
  putOutgoing(entry: Outgoing): Promise<void>;
  removeOutgoing(clientMsgId: string): Promise<void>;
}

/** Remembers until the process ends. */
export function memoryStorage(): Storage {
  let cursor: number | undefined;
  const outbox = new Map<string, Outgoing>();
  return {
    loadCursor: async () => cursor,
    saveCursor: async (seq) => void (cursor = seq),
    loadOutbox: async () => [...outbox.values()],
    putOutgoing: async (entry) => void outbox.set(entry.command.client_msg_id, structuredClone(entry)),
    removeOutgoing: async (id) => void outbox.delete(id),
  };
}

/** What `localStorage` and `sessionStorage` offer. */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  key(index: number): string | null;
  readonly length: number;
}

/** Remembers in `localStorage` or the like: one key for the cursor, one for each send. */
export function textStorage(store: TextStorage, prefix = 'parley'): Storage {
  const outKey = `${prefix}.out.`;
  const keys = () => Array.from({ length: store.length }, (_, i) => store.key(i)).filter((key) => key !== null);
  return {
    loadCursor: async () => {
      const text = store.getItem(`${prefix}.cursor`);
      return text === null ? undefined : Number(text);
    },
    saveCursor: async (seq) => store.setItem(`${prefix}.cursor`, String(seq)),
    loadOutbox: async () =>
      keys()
        .filter((key) => key.startsWith(outKey))
        .map((key) => JSON.parse(store.getItem(key) ?? 'null') as Outgoing)
        .sort((a, b) => a.queuedAt - b.queuedAt),
    putOutgoing: async (entry) => store.setItem(outKey + entry.command.client_msg_id, JSON.stringify(entry)),
    removeOutgoing: async (id) => store.removeItem(outKey + id),
  };
}
