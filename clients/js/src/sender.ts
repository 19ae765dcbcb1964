import { Outbox, outgoing, utf8Length } from './outbox.ts';
import { fullJitter } from './backoff.ts';
import type { ClientLimits } from './settings.ts';
import type { Failure, Outgoing, Storage } from './storage.ts';
import type { Ack, Command, ErrorFrame, Limits, MessageEvent } from './wire.ts';

/** What became of a send: it is durable and ordered, or it failed (and waits for `retry` or `discard`). */
export type Outcome =
  { ok: true; msg_id: string; chat_seq: number; created_at: string } | ({ ok: false } & Failure) | DiscardedOutcome;

export interface DiscardedOutcome {
  ok: false;
  code: 'discarded';
  message?: string;
}

export interface Sending {
  client_msg_id: string;
  /** Never rejects. Settles with the first outcome; a retry by hand has no second. */
  outcome: Promise<Outcome>;
}

/** Codes after which the same send may well succeed. */
const PASSING = new Set(['unavailable', 'rate_limited']);

/**
 * Gets sends through: persists each as it is queued, writes them in order while there is a connection, again with
 * the same id after one broke, until there is an acknowledgement, the own event, or a refusal.
 */
export class Sender {
  onChange: () => void = () => {};
  limits: Limits | undefined;
  private readonly outbox: Outbox;
  private readonly waiting = new Map<string, { outcome: Promise<Outcome>; settle: (outcome: Outcome) => void }>();
  private online = false;
  private pump: ReturnType<typeof setTimeout> | undefined;
  private overdue: ReturnType<typeof setInterval> | undefined;
  private refusals = 0;

  constructor(
    private readonly storage: Storage,
    private readonly settings: ClientLimits,
    private readonly transmit: (command: Command) => boolean,
  ) {
    this.outbox = new Outbox(settings.outbox);
  }

  get all(): Outgoing[] {
    return this.outbox.all;
  }

  /** Takes in what an earlier visit left. A storage that is slow is waited for up to `storageMs`, and joins when it answers. */
  async load(): Promise<void> {
    const joined = this.storage.loadOutbox().then(
      (stored) => this.join(stored),
      () => {},
    );
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, this.settings.storageMs)));
    await Promise.race([joined, late]);
    clearTimeout(timer);
  }

  /** What was left goes first, unless something is on its way already. */
  private join(stored: Outgoing[]): void {
    const given = this.online ? [] : this.outbox.all;
    given.forEach((entry) => this.outbox.remove(entry.command.client_msg_id));
    for (const entry of [...stored, ...given]) {
      if (!this.outbox.find(entry.command.client_msg_id)) this.outbox.add(entry);
    }
    this.changed();
    if (this.online) this.flush();
  }

  queue(command: Command): Sending {
    const id = command.client_msg_id;
    const outcome = this.outcomeOf(id);
    const known = this.outbox.find(id);
    const refusal = known ? known.failure : this.tooLarge(command);
    if (refusal) this.settle(id, { ok: false, ...refusal });
    else if (!known) this.take(command);
    return { client_msg_id: id, outcome };
  }

  connected(): void {
    this.online = true;
    this.outbox.expire(Date.now()).forEach((entry) => this.failed(entry));
    this.flush();
    clearInterval(this.overdue);
    this.overdue = setInterval(() => this.lookForOverdue(), this.settings.ackTimeoutMs / 2);
  }

  disconnected(): void {
    this.online = false;
    clearTimeout(this.pump);
    clearInterval(this.overdue);
    this.outbox.disconnected();
  }

  acked(ack: Ack): void {
    const { msg_id, chat_seq, created_at } = ack;
    this.arrived(ack.client_msg_id, { ok: true, msg_id, chat_seq, created_at });
  }

  /** The own message came as an event: that counts as its acknowledgement. */
  seen({ client_msg_id, msg_id, chat_seq, created_at }: MessageEvent): void {
    this.arrived(client_msg_id!, { ok: true, msg_id, chat_seq, created_at });
  }

  /** True when the send is tried again by itself. */
  refused(error: ErrorFrame): boolean {
    const id = error.client_msg_id!;
    if (!this.outbox.find(id)) return false;
    const failure: Failure = { code: error.code, ...(error.message ? { message: error.message } : {}) };
    if (PASSING.has(error.code)) {
      const wait = error.retry_after_ms ?? 250 + fullJitter(this.refusals++, this.settings.backoff, Math.random);
      const failed = this.outbox.postpone(id, Date.now() + wait, failure);
      this.flushIn(wait);
      if (!failed) return true;
      this.failed(failed);
      return false;
    }
    this.failed(this.outbox.fail(id, failure)!);
    return false;
  }

  retry(id: string): void {
    const entry = this.outbox.retry(id);
    if (!entry) return;
    this.persist(entry);
    this.changed();
    this.flush();
  }

  discard(id: string): void {
    if (!this.outbox.find(id)?.failure) return;
    this.outbox.remove(id);
    void this.storage.removeOutgoing(id).catch(() => {});
    this.settle(id, { ok: false, code: 'discarded' });
    this.changed();
  }

  private take(command: Command): void {
    const entry = outgoing(command, Date.now());
    if (!this.outbox.add(entry)) {
      this.settle(command.client_msg_id, { ok: false, code: 'full', message: 'Too much waits to be sent.' });
      return;
    }
    this.persist(entry);
    this.changed();
    this.flush();
  }

  private tooLarge(command: Command): Failure | undefined {
    if (!this.limits) return undefined;
    const content = 'content' in command ? (command.content ?? '') : '';
    const over =
      utf8Length(content) > this.limits.content_bytes || utf8Length(JSON.stringify(command)) > this.limits.frame_bytes;
    return over ? { code: 'too_large', message: `At most ${this.limits.content_bytes} bytes of text.` } : undefined;
  }

  private flush(): void {
    if (!this.online) return;
    const now = Date.now();
    const entries = this.outbox.next(now);
    for (const entry of entries) {
      // That it may have had its effect must be known after a restart, too.
      if (entry.attemptedAt === now) this.persist(entry);
      // A socket that breaks while it is written to reports its end, and all is sent again.
      if (!this.transmit(entry.command)) return;
    }
    if (entries.length) this.changed();
  }

  private flushIn(ms: number): void {
    clearTimeout(this.pump);
    this.pump = setTimeout(() => this.flush(), ms + 1);
  }

  private lookForOverdue(): void {
    this.outbox.overdue(Date.now(), this.settings.ackTimeoutMs).forEach((entry) => this.failed(entry));
    this.flush();
  }

  private arrived(id: string, outcome: Outcome): void {
    this.refusals = 0;
    this.settle(id, outcome);
    if (!this.outbox.remove(id)) return;
    void this.storage.removeOutgoing(id).catch(() => {});
    this.changed();
    this.flush();
  }

  private failed(entry: Outgoing): void {
    this.persist(entry);
    this.settle(entry.command.client_msg_id, { ok: false, ...entry.failure! });
    this.changed();
  }

  /** Who asks twice about one send gets one answer. */
  private outcomeOf(id: string): Promise<Outcome> {
    const known = this.waiting.get(id);
    if (known) return known.outcome;
    let settle: (outcome: Outcome) => void = () => {};
    const outcome = new Promise<Outcome>((resolve) => (settle = resolve));
    this.waiting.set(id, { outcome, settle });
    return outcome;
  }

  private settle(id: string, outcome: Outcome): void {
    this.waiting.get(id)?.settle(outcome);
    this.waiting.delete(id);
  }

  private persist(entry: Outgoing): void {
    // Without room on the disk a send is as safe as this process, no more; it goes out all the same.
    void this.storage.putOutgoing(entry).catch(() => {});
  }

  private changed(): void {
    this.onChange();
  }
}
