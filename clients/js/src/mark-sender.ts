import type { Connection } from './connection.ts';
import { Marks, type MarkKind } from './marks.ts';
import type { ErrorFrame } from './wire.ts';

export interface MarkTimes {
  /** Marks are put together for so long, in milliseconds. */
  markDelayMs: number;
  /** A mark that was refused for now is said again after so long, unless the server says how long, in milliseconds. */
  markRetryMs: number;
}

/** Gets `delivered` and `read` to the server: a few at a time, and again when they were lost or could not be taken. */
export class MarkSender {
  private readonly marks = new Marks();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly times: MarkTimes,
    private readonly connection: () => Connection | undefined,
  ) {}

  mark(kind: MarkKind, chatId: string, msgId: string): void {
    this.marks.add(kind, chatId, msgId);
    this.timer ??= setTimeout(() => this.flush(), this.times.markDelayMs);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const connection = this.connection();
    if (connection?.open) this.marks.take(connection.pings + 1).forEach((frame) => connection.send(frame));
  }

  pong(ref: string | undefined): void {
    this.marks.pong(Number(ref?.slice(1) ?? 0));
  }

  disconnected(): void {
    this.marks.disconnected();
  }

  /** True when it was about a mark that will be said again; its `ref` tells which one. */
  refused({ code, ref, chat_id, msg_id, retry_after_ms }: ErrorFrame): boolean {
    const passing = code === 'rate_limited' || code === 'unavailable';
    if (!passing || (ref !== 'delivered' && ref !== 'read') || !chat_id || !msg_id) return false;
    setTimeout(() => {
      this.marks.again(ref, chat_id, msg_id);
      this.flush();
    }, retry_after_ms ?? this.times.markRetryMs);
    return true;
  }
}
