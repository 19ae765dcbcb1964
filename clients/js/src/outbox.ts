import type { Failure, Outgoing } from './storage.ts';
import type { Command } from './wire.ts';

export interface OutboxLimits {
  /** Sends that may wait, failed ones included. */
  entries: number;
  /** Their frames together, in UTF-8 bytes. */
  bytes: number;
  /** Sends that may be on the wire without an answer. */
  inFlight: number;
  /** How often a send may be answered `unavailable`, or not at all, before it fails. Connections that break do not count. */
  attempts: number;
  /** How long after its first attempt a send may be repeated by itself; the server remembers repeats for 24 h at least. */
  repeatMs: number;
}

export const DEFAULT_OUTBOX: OutboxLimits = {
  entries: 1_000,
  bytes: 4 << 20,
  inFlight: 64,
  attempts: 20,
  repeatMs: 23 * 3_600_000,
};

interface Entry {
  outgoing: Outgoing;
  bytes: number;
  attempts: number;
  /** When it was written to the socket of now. */
  sentAt?: number;
}

export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

/**
 * What was sent and has neither an acknowledgement nor an event yet, in order. It decides what goes on the wire next; it knows
 * neither sockets nor timers.
 */
export class Outbox {
  private readonly entries = new Map<string, Entry>();
  private bytes = 0;
  private pausedUntil = 0;

  constructor(private readonly limits: OutboxLimits = DEFAULT_OUTBOX) {}

  get all(): Outgoing[] {
    return [...this.entries.values()].map((entry) => entry.outgoing);
  }

  /** How many wait that have not failed. */
  get waiting(): number {
    return this.all.filter((outgoing) => !outgoing.failure).length;
  }

  find(clientMsgId: string): Outgoing | undefined {
    return this.entries.get(clientMsgId)?.outgoing;
  }

  /** False when it is full: nothing was taken. */
  add(outgoing: Outgoing): boolean {
    const bytes = utf8Length(JSON.stringify(outgoing.command));
    if (this.entries.size >= this.limits.entries || this.bytes + bytes > this.limits.bytes) return false;
    this.entries.set(outgoing.command.client_msg_id, { outgoing, bytes, attempts: 0 });
    this.bytes += bytes;
    return true;
  }

  /** Takes out what has been acknowledged, been seen as an event, or been discarded. */
  remove(clientMsgId: string): Outgoing | undefined {
    const entry = this.entries.get(clientMsgId);
    if (!entry) return undefined;
    this.entries.delete(clientMsgId);
    this.bytes -= entry.bytes;
    return entry.outgoing;
  }

  fail(clientMsgId: string, failure: Failure): Outgoing | undefined {
    return this.change(clientMsgId, (entry) => ({ ...entry.outgoing, failure }));
  }

  /** Puts a failed one on its way again, with the same id; it may be too old to be sure that it is not said twice. */
  retry(clientMsgId: string): Outgoing | undefined {
    return this.change(clientMsgId, ({ outgoing: { command, queuedAt } }) => ({ command, queuedAt }));
  }

  /** No socket any more: whatever has no answer is to be sent again. */
  disconnected(): void {
    this.pausedUntil = 0;
    for (const entry of this.entries.values()) delete entry.sentAt;
  }

  /** The server cannot take it now: all wait until then, in order. Returns the failure when it was tried too often. */
  postpone(clientMsgId: string, until: number, failure: Failure): Outgoing | undefined {
    const entry = this.entries.get(clientMsgId);
    if (!entry) return undefined;
    this.pausedUntil = Math.max(this.pausedUntil, until);
    delete entry.sentAt;
    return ++entry.attempts >= this.limits.attempts ? this.fail(clientMsgId, failure) : undefined;
  }

  /** Counts what had no answer for `ms` as not sent; returns what was tried too often and has failed. */
  overdue(now: number, ms: number): Outgoing[] {
    const failed: Outgoing[] = [];
    for (const [id, entry] of this.entries) {
      if (entry.sentAt === undefined || now - entry.sentAt < ms || entry.outgoing.failure) continue;
      delete entry.sentAt;
      if (++entry.attempts >= this.limits.attempts) failed.push(this.fail(id, { code: 'unavailable' })!);
    }
    return failed;
  }

  /** What may no longer be repeated by itself has failed, so that a person decides. */
  expire(now: number): Outgoing[] {
    return [...this.entries.entries()]
      .filter(([, { outgoing }]) => !outgoing.failure && now - (outgoing.attemptedAt ?? now) > this.limits.repeatMs)
      .map(([id]) => this.fail(id, { code: 'expired' })!);
  }

  /** What goes on the wire now, in order, marked as sent. */
  next(now: number): Outgoing[] {
    if (now < this.pausedUntil) return [];
    let flying = [...this.entries.values()].filter((entry) => entry.sentAt !== undefined).length;
    const out: Outgoing[] = [];
    for (const entry of this.entries.values()) {
      if (flying >= this.limits.inFlight) break;
      if (entry.sentAt !== undefined || entry.outgoing.failure) continue;
      entry.sentAt = now;
      entry.outgoing = { ...entry.outgoing, attemptedAt: entry.outgoing.attemptedAt ?? now };
      flying++;
      out.push(entry.outgoing);
    }
    return out;
  }

  private change(clientMsgId: string, to: (entry: Entry) => Outgoing): Outgoing | undefined {
    const entry = this.entries.get(clientMsgId);
    if (!entry) return undefined;
    delete entry.sentAt;
    entry.outgoing = to(entry);
    return entry.outgoing;
  }
}

/** Builds an entry for a command that was just given. */
export function outgoing(command: Command, now: number): Outgoing {
  return { command, queuedAt: now };
}
