import { signal, type Signal } from '@preact/signals';
import { freshId, ProblemError, type ChatModel, type FileInfo } from '@parley/client';

/** A file on its way to the server, or one that did not get there. */
export interface Upload {
  id: string;
  chatId: string;
  file: File;
  sent: number;
  failure?: string;
  /** It is there, and waits for those that were given before it. */
  done?: FileInfo;
}

/** So many go at once; the server takes three of one user. */
const AT_ONCE = 2;
const SHOWN = new Set(['image/jpeg', 'image/png', 'image/gif']);

/** How a file is shown: a picture in its box, everything else by its name. */
export function isPicture(file: FileInfo): boolean {
  return SHOWN.has(file.content_type) && !!file.width && !!file.height;
}

/**
 * Uploads of this tab. One that is through becomes a message, in a chat in the order in which they were given; one that failed
 * waits for a person and holds up nobody. They end with the tab: the browser would have to keep the file itself.
 */
export class Uploads {
  readonly all: Signal<readonly Upload[]> = signal([]);
  /** What was sent from here, until its event comes: the outbox knows the id alone. */
  readonly known = new Map<string, FileInfo>();
  private readonly running = new Map<string, AbortController>();

  constructor(
    private readonly model: ChatModel,
    private readonly limit: () => number,
  ) {}

  add(chatId: string, files: Iterable<File>): void {
    for (const file of files) {
      const upload: Upload = { id: freshId(), chatId, file, sent: 0 };
      const refused = file.size === 0 ? 'The file is empty.' : this.tooLarge(file);
      this.all.value = [...this.all.value, refused ? { ...upload, failure: refused } : upload];
    }
    this.next();
  }

  /** Ends it, or forgets one that failed. */
  cancel(id: string): void {
    this.running.get(id)?.abort();
    this.running.delete(id);
    this.all.value = this.all.value.filter((upload) => upload.id !== id);
    this.say();
    this.next();
  }

  retry(id: string): void {
    this.change(id, ({ failure: _, ...upload }) => ({ ...upload, sent: 0 }));
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

  private async run({ id, chatId, file }: Upload): Promise<void> {
    const ended = new AbortController();
    this.running.set(id, ended);
    try {
      const done = await this.model.client.rest.uploadFile(chatId, file.name || 'file', file, {
        signal: ended.signal,
        onProgress: (sent) => this.change(id, (upload) => ({ ...upload, sent })),
      });
      if (!this.running.has(id)) return;
      const { url: _url, thumbnail_url: _thumbnail, ...info } = done;
      this.change(id, (upload) => ({ ...upload, sent: file.size, done: info }));
    } catch (error) {
      this.change(id, (upload) => ({ ...upload, failure: wordsOf(error) }));
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
      const { chatId, done, failure } = upload;
      if (done && !held.has(chatId)) {
        this.known.set(done.file_id, done);
        this.model.send(chatId, { msg_type: isPicture(done) ? 'image' : 'file', file_id: done.file_id });
      } else {
        left.push(upload);
        if (!failure) held.add(chatId);
      }
    }
    this.all.value = left;
  }

  private change(id: string, to: (upload: Upload) => Upload): void {
    this.all.value = this.all.value.map((upload) => (upload.id === id ? to(upload) : upload));
  }
}

function wordsOf(error: unknown): string {
  return error instanceof ProblemError && error.status !== 503 ? error.message : 'The file could not be uploaded.';
}
