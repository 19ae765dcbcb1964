import { compareMsgIds } from './ids.ts';
import type { ClientFrame } from './wire.ts';

export type MarkKind = 'delivered' | 'read';

interface Mark {
  kind: MarkKind;
  chatId: string;
  msgId: string;
  /** The number of the ping whose pong proves that the server has it; undefined while it was not sent. */
  provenBy?: number;
}

/**
 * How far this device has got and read, on the way to the server. Such frames have no answer, so each is kept until a pong came
 * for a ping that was sent after it, and is sent again on the next connection otherwise. At most two marks a chat.
 */
export class Marks {
  private readonly marks = new Map<string, Mark>();

  constructor(private readonly atMost = 2_000) {}

  /** Remembers it if it says more than what is known already. */
  add(kind: MarkKind, chatId: string, msgId: string): void {
    const known = this.marks.get(`${kind} ${chatId}`);
    if (known && compareMsgIds(msgId, known.msgId) <= 0) return;
    this.marks.delete(`${kind} ${chatId}`);
    this.marks.set(`${kind} ${chatId}`, { kind, chatId, msgId });
    const oldest = this.marks.keys().next().value;
    if (this.marks.size > this.atMost && oldest !== undefined) this.marks.delete(oldest);
  }

  /** It was refused for now: it counts as not sent. */
  again(kind: MarkKind, chatId: string, msgId: string): void {
    const known = this.marks.get(`${kind} ${chatId}`);
    if (known?.msgId === msgId) delete known.provenBy;
    else this.add(kind, chatId, msgId);
  }

  /** The frames to send now; the ping after them will have the number `nextPing`. */
  take(nextPing: number): ClientFrame[] {
    const fresh = [...this.marks.values()].filter((mark) => mark.provenBy === undefined);
    fresh.forEach((mark) => (mark.provenBy = nextPing));
    return fresh.map(({ kind, chatId, msgId }) => ({ type: kind, chat_id: chatId, msg_id: msgId, ref: kind }));
  }

  pong(ping: number): void {
    for (const [key, mark] of this.marks) {
      if (mark.provenBy !== undefined && mark.provenBy <= ping) this.marks.delete(key);
    }
  }

  disconnected(): void {
    for (const mark of this.marks.values()) delete mark.provenBy;
  }
}
