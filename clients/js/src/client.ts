import { LocalClose } from './connection.ts';
import { Connector, type ConnectionState } from './connector.ts';
import { Emitter } from './emitter.ts';
import type { ClientEvents } from './events.ts';
import { Hints } from './hints.ts';
import { freshId } from './ids.ts';
import { MarkSender } from './mark-sender.ts';
import { RestClient } from './rest.ts';
import { Sender, type Sending } from './sender.ts';
import { settingsOf, type ClientOptions, type Settings } from './settings.ts';
import type { Outgoing } from './storage.ts';
import { EventStream } from './stream.ts';
import type { ClientFrame, Draft, ErrorFrame, Hello, ServerFrame, StreamEvent } from './wire.ts';
import { isStreamEvent } from './wire.ts';

export type { ConnectionState } from './connector.ts';
export type { ClientEvents } from './events.ts';

/**
 * A chat client over one connection at a time. It keeps three things true: each event of the user's stream is passed on once and
 * in order; what is sent gets through once, whatever breaks on the way; and nothing that waits grows without a bound.
 */
export class ParleyClient {
  readonly rest: RestClient;
  private readonly settings: Settings;
  private readonly emitter = new Emitter<ClientEvents>();
  private readonly sender: Sender;
  private readonly marks: MarkSender;
  private readonly stream: EventStream;
  private readonly connector: Connector;
  private readonly hints: Hints;
  private gaps = 0;
  private loaded: Promise<void> | undefined;
  private cursorTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ClientOptions) {
    this.settings = settingsOf(options);
    const { url, token, fetch, limits, storage } = this.settings;
    this.rest = new RestClient({ base: `${url}/api/v1`, token, fetch, timeoutMs: limits.answerTimeoutMs });
    this.stream = new EventStream(undefined, limits.heldEvents);
    this.connector = new Connector(this.settings, {
      since: () => this.stream.cursor,
      frame: (frame) => this.receive(frame),
      sent: (frame) => this.emitter.emit('frame', { direction: 'out', frame, at: Date.now() }),
      broken: () => this.broken(),
      state: (state) => this.emitter.emit('state', state),
    });
    this.marks = new MarkSender(limits, () => this.connector.connection);
    this.hints = new Hints(limits.typingMs, (frame) => this.transmit(frame));
    this.sender = new Sender(storage, limits, (frame) => this.transmit(frame));
    this.sender.onChange = () => this.emitter.emit('outbox', this.sender.all);
  }

  on<K extends keyof ClientEvents>(type: K, listener: (value: ClientEvents[K]) => void): () => void {
    return this.emitter.on(type, listener);
  }

  get state(): ConnectionState {
    return this.connector.state;
  }

  /** The last event that was passed on. */
  get cursor(): number | undefined {
    return this.stream.cursor;
  }

  get outbox(): Outgoing[] {
    return this.sender.all;
  }

  /** Loads what was remembered and connects; resolves when the first attempt is under way. */
  async start(): Promise<void> {
    this.loaded ??= this.load();
    await this.loaded;
    if (this.state.phase === 'stopped') this.connectNow();
  }

  /** Closes the connection and stays closed; what waits in the outbox stays in the storage. */
  stop(): void {
    this.connector.stop();
    this.saveCursor();
  }

  /** Connects without waiting for the backoff; also takes the stream back after `replaced`. */
  connectNow(): void {
    this.connector.connectNow();
  }

  /** After a sleep, or when the network came back: connects at once, or makes sure that the connection lives. */
  wake(): void {
    this.connector.wake();
  }

  /** For a clock that runs when timers are slowed down, as in a hidden tab: keeps the heartbeat going. Call it every few seconds. */
  beat(): void {
    this.connector.connection?.beat();
  }

  /** Forgets the place in the stream: connects anew and takes a snapshot. */
  takeAnew(): void {
    this.stream.cursor = undefined;
    this.connector.restart(LocalClose.GAP, 'a snapshot is wanted');
  }

  /** Sends a message, now or as soon as there is a connection. `clientMsgId` only to repeat an earlier send. */
  send(chatId: string, draft: Draft | string, clientMsgId = freshId()): Sending {
    const content = typeof draft === 'string' ? { content: draft } : draft;
    return this.sender.queue({
      type: 'message',
      chat_id: chatId,
      msg_type: 'text',
      ...content,
      client_msg_id: clientMsgId,
    });
  }

  edit(chatId: string, msgId: string, content: string, mentions?: string[]): Sending {
    const more = mentions ? { mentions } : {};
    return this.sender.queue({
      type: 'edit',
      chat_id: chatId,
      msg_id: msgId,
      content,
      ...more,
      client_msg_id: freshId(),
    });
  }

  delete(chatId: string, msgId: string): Sending {
    return this.sender.queue({ type: 'delete', chat_id: chatId, msg_id: msgId, client_msg_id: freshId() });
  }

  react(chatId: string, msgId: string, emoji: string, op: 'add' | 'remove'): Sending {
    return this.sender.queue({ type: 'react', chat_id: chatId, msg_id: msgId, emoji, op, client_msg_id: freshId() });
  }

  /** Tries a send again that failed. */
  retry(clientMsgId: string): void {
    this.sender.retry(clientMsgId);
  }

  /** Forgets a send that failed. */
  discard(clientMsgId: string): void {
    this.sender.discard(clientMsgId);
  }

  /** Everything up to and with that message has come to this device. */
  delivered(chatId: string, msgId: string): void {
    this.marks.mark('delivered', chatId, msgId);
  }

  /** Everything up to and with that message has been read. */
  read(chatId: string, msgId: string): void {
    this.marks.mark('read', chatId, msgId);
  }

  /** Says that the user writes; as often as one likes, it goes out every 3 s at most. */
  typing(chatId: string): void {
    this.hints.typing(chatId);
  }

  /** Replaces the set of users whose presence is watched; holds over reconnections. */
  watchPresence(users: string[]): void {
    this.hints.watch(users);
  }

  /** Whether a person looks at this device; holds over reconnections. */
  setActive(active: boolean): void {
    this.hints.setActive(active);
  }

  private async load(): Promise<void> {
    const { storage } = this.settings;
    this.stream.cursor = await storage.loadCursor();
    await this.sender.load();
  }

  private broken(): void {
    this.stream.abandon();
    this.sender.disconnected();
    this.marks.disconnected();
  }

  private receive(frame: ServerFrame): void {
    this.emitter.emit('frame', { direction: 'in', frame, at: Date.now() });
    if (isStreamEvent(frame)) return this.accept(frame);
    switch (frame.type) {
      case 'hello':
        return this.greeted(frame);
      case 'ack':
        this.emitter.emit('ack', frame);
        return this.sender.acked(frame);
      case 'error':
        return this.refused(frame);
      case 'pong':
        return this.marks.pong(frame.ref);
      case 'authed':
        return this.connector.renewed(frame.expires_at);
      case 'typing':
        return this.emitter.emit('typing', frame);
      case 'presence':
        return this.emitter.emit('presence', frame);
    }
  }

  private greeted(hello: Hello): void {
    this.sender.limits = hello.limits;
    const goesOn = hello.resumed && this.stream.cursor !== undefined;
    if (!goesOn) this.stream.hold(hello.seq);
    this.connector.greeted(hello, goesOn && this.stream.cursor! >= hello.seq);
    this.emitter.emit('hello', hello);
    this.hints.connected();
    this.sender.connected();
    this.marks.flush();
    if (!goesOn) void this.takeSnapshot(hello);
  }

  /** Events wait meanwhile, so nothing falls between the snapshot and the stream. */
  private async takeSnapshot(hello: Hello): Promise<void> {
    const { generation } = this.connector;
    try {
      await this.settings.snapshot(hello);
    } catch (error) {
      if (generation === this.connector.generation)
        this.connector.restart(LocalClose.GAP, `no snapshot: ${String(error)}`);
      return;
    }
    if (generation !== this.connector.generation || !this.stream.holding) return;
    const held = this.stream.release();
    this.saveCursorSoon();
    for (const event of held) if (this.connector.open) this.accept(event);
    this.caughtUp();
  }

  private accept(event: StreamEvent): void {
    const verdict = this.stream.accept(event);
    if (verdict === 'next') this.pass(event);
    else if (verdict === 'overflow') this.connector.restart(LocalClose.OVERFLOW, 'too much came during the snapshot');
    else if (verdict === 'gap') this.missing();
  }

  private pass(event: StreamEvent): void {
    this.gaps = 0;
    const own = this.connector.connection?.hello?.user;
    if (event.type === 'message') {
      if (event.sender === own && event.client_msg_id) this.sender.seen(event);
      if (this.settings.autoDelivered && event.sender && event.sender !== own) {
        this.delivered(event.chat_id, event.msg_id);
      }
    }
    this.emitter.emit('event', event);
    this.emitter.emit(event.type, event as never);
    this.saveCursorSoon();
    this.caughtUp();
  }

  /** Something is missing: the server can tell it again. If it cannot, twice, only a snapshot helps. */
  private missing(): void {
    if (++this.gaps > 2) {
      this.gaps = 0;
      this.stream.cursor = undefined;
    }
    this.connector.restart(LocalClose.GAP, 'a gap in the stream');
  }

  private caughtUp(): void {
    const { state } = this;
    if (state.phase === 'online' && this.stream.cursor !== undefined && this.stream.cursor >= state.hello.seq) {
      this.connector.synced();
    }
  }

  private refused(error: ErrorFrame): void {
    if (error.ref === 'auth') return this.connector.renewalRefused();
    if (error.client_msg_id && this.sender.refused(error)) return;
    if (this.marks.refused(error)) return;
    this.emitter.emit('error', error);
  }

  private transmit(frame: ClientFrame): boolean {
    if (!this.connector.open) return false;
    this.connector.connection!.send(frame);
    return true;
  }

  private saveCursorSoon(): void {
    this.cursorTimer ??= setTimeout(() => this.saveCursor(), this.settings.limits.cursorSaveMs);
  }

  private saveCursor(): void {
    clearTimeout(this.cursorTimer);
    this.cursorTimer = undefined;
    const { cursor } = this.stream;
    // A cursor that could not be saved costs a longer replay, nothing else.
    if (cursor !== undefined) void this.settings.storage.saveCursor(cursor).catch(() => {});
  }
}
