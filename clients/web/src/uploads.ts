import { signal, type Signal } from '@preact/signals';
import { freshId, ProblemError, type ChatModel, type FileInfo } from '@parley/client';
import type { KeptUpload, UploadStore } from './upload-store.ts';

/** A file on its way to the server, or one that did not get there. */
export interface Upload extends KeptUpload {
  sent: number;
  failure?: string;
}

/** So many go at once; the server takes three of one user. */
const AT_ONCE = 2;
/** What is older waits for a person: nobody expects the file of last week to be sent by itself. */
const FRESH_MS = 24 * 60 * 60 * 1_000;
const SHOWN = new Set(['image/jpeg', 'image/png', 'image/gif']);

/** How a file is shown: a picture in its box, everything else by its name. */
export function isPicture(file: FileInfo): boolean {
  return SHOWN.has(file.content_type) && !!file.width && !!file.height;
}

/**
 * Uploads of this tab. One that is through becomes a message, in a chat in the order in which they were given; one that failed
 * waits for a person and holds up nobody. The store keeps them over a reload. An upload's id is its message's `client_msg_id`,
 * so that a file whose message had been sent before the tab was closed is not sent twice.
 */
export class Uploads {
  readonly all: Signal<readonly Upload[]> = signal([]);
  /** What was sent from here, until its event comes: the outbox knows the id alone. */
  readonly known = new Map<string, FileInfo>();
  private readonly running = new Map<string, AbortController>();
  private lastGiven = 0;

  constructor(
    private readonly model: ChatModel,
    private readonly limit: () => number,
    private readonly store: Pick<UploadStore, 'adopt' | 'put' | 'remove'>,
  ) {}

  /** Takes in what an earlier visit left; it was given before anything that is given now. */
  async restore(): Promise<void> {
    const left = await this.store.adopt().catch(() => []);
    const fresh = (givenAt: number) => Date.now() - givenAt < FRESH_MS;
    const uploads = left.map((kept) => ({
      ...kept,
      sent: 0,
      ...(fresh(kept.givenAt) ? {} : { failure: 'It is from an earlier visit.' }),
    }));
    this.all.value = [...uploads, ...this.all.value];
    this.say();
    this.next();
  }

  add(chatId: string, files: Iterable<File>): void {
    for (const file of files) {
      this.lastGiven = Math.max(Date.now(), this.lastGiven + 1); // no two at once: it is their order
      const upload: Upload = { id: freshId(), chatId, file, givenAt: this.lastGiven, sent: 0 };
      const refused = file.size === 0 ? 'The file is empty.' : this.tooLarge(file);
      this.all.value = [...this.all.value, refused ? { ...upload, failure: refused } : upload];
      if (!refused) this.keep(upload);
    }
    this.next();
  }

  /** Ends it, or forgets one that failed. */
  cancel(id: string): void {
    this.running.get(id)?.abort();
    this.running.delete(id);
    this.all.value = this.all.value.filter((upload) => upload.id !== id);
    this.forget(id);
    this.say();
    this.next();
  }

  retry(id: string): void {
    this.change(id, ({ failure: _, ...upload }) => ({ ...upload, givenAt: Date.now(), sent: 0 }));
    this.say();
    this.next();
  }

  /** The network is gone: what was under way failed, and is offered again. */
  cut(): void {
    for (const running of this.running.values()) running.abort();
  }

  private tooLarge(file: File): string | undefined {
    const most = this.limit();
    return file.size > most ? `At most ${Math.floor(most / (1 << 20))} MiB.` : undefined;
  }

  private next(): void {
    const waiting = this.all.value.filter(({ id, failure, done }) => !failure && !done && !this.running.has(id));
    for (const upload of waiting.slice(0, AT_ONCE - this.running.size)) void this.run(upload);
  }

  private async run(upload: Upload): Promise<void> {
    const { id, chatId, file } = upload;
    const ended = new AbortController();
    this.running.set(id, ended);
    try {
      const done = await this.model.client.rest.uploadFile(chatId, file.name || 'file', file, {
        signal: ended.signal,
        onProgress: (sent) => this.change(id, (now) => ({ ...now, sent })),
      });
      if (!this.running.has(id)) return;
      const { url: _url, thumbnail_url: _thumbnail, ...info } = done;
      this.change(id, (now) => ({ ...now, sent: file.size, done: info }));
      this.keep({ ...upload, done: info });
    } catch (error) {
      this.change(id, (now) => ({ ...now, failure: wordsOf(error) }));
    } finally {
      this.running.delete(id);
      this.say();
      this.next();
    }
  }

  /** Of each chat, what is through and has nothing before it. */
  private say(): void {
    const held = new Set<string>();
    const left: Upload[] = [];
    for (const upload of this.all.value) {
      const { id, chatId, done, failure } = upload;
      if (done && !failure && !held.has(chatId)) {
        this.known.set(done.file_id, done);
        const draft = { msg_type: isPicture(done) ? 'image' : 'file', file_id: done.file_id } as const;
        void this.model.client.send(chatId, draft, id).outcome.then(() => this.forget(id));
      } else {
        left.push(upload);
        if (!failure) held.add(chatId);
      }
    }
    this.all.value = left;
  }

  /** What cannot be kept lives as long as the tab. */
  private keep({ id, chatId, file, givenAt, done }: Upload): void {
    void this.store.put({ id, chatId, file, givenAt, ...(done && { done }) }).catch(() => {});
  }

  private forget(id: string): void {
    void this.store.remove(id).catch(() => {});
  }

  private change(id: string, to: (upload: Upload) => Upload): void {
    this.all.value = this.all.value.map((upload) => (upload.id === id ? to(upload) : upload));
  }
}

function wordsOf(error: unknown): string {
  return error instanceof ProblemError && error.status !== 503 ? error.message : 'The file could not be uploaded.';
}
