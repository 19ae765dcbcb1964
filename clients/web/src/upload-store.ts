import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { FileInfo } from '@parley/client';

/** A file that somebody wants sent, with all that it takes to go on after a reload. */
export interface KeptUpload {
  id: string;
  chatId: string;
  file: File;
  /** Milliseconds since the epoch. */
  givenAt: number;
  /** It is on the server. */
  done?: FileInfo;
}

interface Schema extends DBSchema {
  uploads: { key: string; value: KeptUpload };
}

/** Whatever a browser does here is a rejection: some throw. */
async function open(me: string): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(`parley-uploads-${me}`, 1, {
    upgrade: (database) => void database.createObjectStore('uploads', { keyPath: 'id' }),
  });
}

/**
 * Keeps files until their messages are acknowledged. Tabs of one user share it, and each file belongs to one tab, which holds a
 * lock of the browser for it: what a closed tab left is taken by the next that opens.
 */
export class UploadStore {
  private readonly database: Promise<IDBPDatabase<Schema>>;
  private readonly held = new Map<string, () => void>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(me: string) {
    this.database = open(me);
    // Without a database (private windows, no room) a file lives as long as its tab.
    this.database.catch(() => {});
  }

  /** Those that no open tab has, in the order in which they were given. */
  async adopt(): Promise<KeptUpload[]> {
    const all = await (await this.database).getAll('uploads');
    const own: KeptUpload[] = [];
    for (const upload of all.sort((a, b) => a.givenAt - b.givenAt)) {
      if (!this.held.has(upload.id) && (await this.hold(upload.id))) own.push(upload);
    }
    return own;
  }

  put(upload: KeptUpload): Promise<void> {
    return this.after(async () => {
      if (!this.held.has(upload.id)) await this.hold(upload.id);
      await (await this.database).put('uploads', upload);
    });
  }

  remove(id: string): Promise<void> {
    return this.after(async () => {
      await (await this.database).delete('uploads', id);
      this.held.get(id)?.();
      this.held.delete(id);
    });
  }

  /** Nothing overtakes: a file that is cancelled while it is being written would come back with the next visit. */
  private after<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.catch(() => {});
    return done;
  }

  private hold(id: string): Promise<boolean> {
    return new Promise((resolve) => {
      const take = (): Promise<void> => {
        resolve(true);
        return new Promise((release) => this.held.set(id, release));
      };
      if (!navigator.locks) void take();
      else {
        void navigator.locks.request(`parley-upload-${id}`, { ifAvailable: true }, (lock) =>
          lock ? take() : resolve(false),
        );
      }
    });
  }
}
