import type { FileLinks, RestClient } from '@parley/client';

/** A link is not used when it is about to end. */
const LEAD_MS = 30_000;
const KEPT = 500;

/** Signed links to files, each asked for once while it is good; the oldest go first. */
export class FileLinkCache {
  private readonly links = new Map<string, { links: Promise<FileLinks>; until: number }>();

  constructor(
    private readonly rest: Pick<RestClient, 'fileUrl'>,
    private readonly now: () => number = Date.now,
  ) {}

  of(chatId: string, fileId: string): Promise<FileLinks> {
    const key = `${chatId}/${fileId}`;
    const known = this.links.get(key);
    if (known && known.until > this.now()) return known.links;
    const entry = { links: this.rest.fileUrl(chatId, fileId), until: Infinity };
    this.links.delete(key);
    this.links.set(key, entry);
    entry.links.then(
      ({ expires_at }) => (entry.until = Date.parse(expires_at) - LEAD_MS),
      () => this.links.delete(key),
    );
    if (this.links.size > KEPT) this.links.delete(this.links.keys().next().value!);
    return entry.links;
  }

  /** A link did not work: it is asked for anew. */
  forget(chatId: string, fileId: string): void {
    this.links.delete(`${chatId}/${fileId}`);
  }
}
