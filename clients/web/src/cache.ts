import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { emptyState, isMember, type ChatState, type State } from '@parley/client';
import { within } from './within.ts';

interface Schema extends DBSchema {
  meta: { key: string; value: { seq: number; names: [string, string][] } };
  chats: { key: string; value: ChatState };
}

/** Messages of each chat that outlive a reload. */
const KEPT_MESSAGES = 60;
const SAVE_AFTER_MS = 500;
/** The page does not wait longer for it: then it begins with a snapshot. */
const LOAD_WITHIN_MS = 1_000;

/**
 * What was shown last, so that the next visit shows it before the network answers. The state and its place in the stream are
 * written in one transaction: what is read back is always a state that the stream can go on from. Of several tabs one writes.
 */
export class Cache {
  private database: IDBPDatabase<Schema> | undefined;
  private written: ReadonlyMap<string, ChatState> | undefined;
  private leads = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly me: string) {}

  /** The state of an earlier visit, or an empty one. Private windows may have no database, and one that is in use may be slow. */
  load(): Promise<State> {
    return within(this.read(), LOAD_WITHIN_MS, emptyState(this.me));
  }

  private async read(): Promise<State> {
    const empty = emptyState(this.me);
    this.database = await openDB<Schema>(`parley-state-${this.me}`, 1, {
      upgrade(database) {
        database.createObjectStore('meta');
        database.createObjectStore('chats', { keyPath: 'chat.chat_id' });
      },
    });
    const meta = await this.database.get('meta', 'state');
    if (!meta) return empty;
    const chats = await this.database.getAll('chats');
    const byId = new Map(chats.map((chat) => [chat.chat.chat_id, chat]));
    return { ...empty, seq: meta.seq, loaded: true, names: new Map(meta.names), chats: byId };
  }

  /** Writes states as they come, soon and seldom, while this tab is the one that writes. */
  follow(subscribe: (listener: (state: State) => void) => void, current: () => State): void {
    if (!navigator.locks) return;
    void navigator.locks.request(`parley-state-${this.me}`, () => {
      this.leads = true;
      return new Promise<never>(() => {});
    });
    subscribe(() => {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        void this.save(current()).catch(() => (this.written = undefined));
      }, SAVE_AFTER_MS);
    });
  }

  private async save(state: State): Promise<void> {
    if (!this.leads || !this.database || state.seq === undefined || !state.loaded) return;
    const transaction = this.database.transaction(['meta', 'chats'], 'readwrite');
    const chats = transaction.objectStore('chats');
    const { written } = this;
    this.written = state.chats;
    if (!written) void chats.clear();
    for (const [id, chat] of state.chats) {
      if (written?.get(id) === chat) continue;
      if (isMember(chat)) void chats.put(shortened(chat));
      else void chats.delete(id);
    }
    for (const id of written?.keys() ?? []) if (!state.chats.has(id)) void chats.delete(id);
    void transaction.objectStore('meta').put({ seq: state.seq, names: [...state.names] }, 'state');
    await transaction.done;
  }
}

function shortened({ place: _, ...chat }: ChatState): ChatState {
  const whole = chat.messages.length <= KEPT_MESSAGES;
  return { ...chat, messages: chat.messages.slice(-KEPT_MESSAGES), reachesStart: whole && chat.reachesStart };
}
