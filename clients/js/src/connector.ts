import { fullJitter } from './backoff.ts';
import { Connection, LocalClose } from './connection.ts';
import { Renewal } from './renewal.ts';
import type { Settings } from './settings.ts';
import type { ClientFrame, Hello, ServerFrame } from './wire.ts';
import { Close } from './wire.ts';

export type ConnectionState =
  | { phase: 'stopped' }
  | { phase: 'connecting'; attempt: number }
  /** `synced` once everything that was said before the connection opened is here. */
  | { phase: 'online'; synced: boolean; hello: Hello }
  | { phase: 'waiting'; attempt: number; retryAt: number; code: number; reason: string }
  /** Open elsewhere as the same device: nothing happens until `connectNow()`. */
  | { phase: 'replaced' };

export interface ConnectorListener {
  /** Where the stream goes on; undefined for a connection without `since`. */
  since(): number | undefined;
  frame(frame: ServerFrame): void;
  sent(frame: ClientFrame): void;
  /** Whatever was under way on the connection is void. */
  broken(): void;
  state(state: ConnectionState): void;
}

/**
 * Keeps one connection up: token, socket, backoff, renewal. What a close code asks for is decided here and nowhere else. It knows
 * nothing of what goes over the connection.
 */
export class Connector {
  state: ConnectionState = { phase: 'stopped' };
  connection: Connection | undefined;
  /** Rises with each attempt, so that what an older one began is known to be over. */
  generation = 0;
  private attempt = 0;
  private renewNext = false;
  private readonly renewal: Renewal;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private stableTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly listener: ConnectorListener,
  ) {
    this.renewal = new Renewal(settings.limits.renewal, async () => {
      const token = await settings.token(true);
      this.connection?.send({ type: 'auth', token, ref: 'auth' });
    });
  }

  get open(): boolean {
    return this.connection?.open ?? false;
  }

  stop(): void {
    this.generation++;
    clearTimeout(this.retryTimer);
    this.setState({ phase: 'stopped' });
    this.connection?.end(LocalClose.STOPPED, 'stopped');
  }

  connectNow(): void {
    if (this.connection || this.state.phase === 'connecting') return;
    clearTimeout(this.retryTimer);
    void this.connect();
  }

  wake(): void {
    if (this.state.phase === 'waiting') this.connectNow();
    else this.connection?.ping(this.settings.limits.wakePongMs);
  }

  /** Gives the connection up and makes another. */
  restart(code: number, reason: string): void {
    this.connection?.end(code, reason);
  }

  greeted(hello: Hello, synced: boolean): void {
    this.stableTimer = setTimeout(() => (this.attempt = 0), this.settings.limits.stableMs);
    this.renewNext = false;
    this.renewal.expiresAt(hello.expires_at);
    this.setState({ phase: 'online', synced, hello });
  }

  synced(): void {
    if (this.state.phase === 'online' && !this.state.synced) this.setState({ ...this.state, synced: true });
  }

  renewed(expiresAt: string): void {
    this.renewal.expiresAt(expiresAt);
  }

  renewalRefused(): void {
    this.renewal.refused();
  }

  private async connect(): Promise<void> {
    const generation = ++this.generation;
    this.setState({ phase: 'connecting', attempt: this.attempt });
    try {
      const token = await within(this.settings.limits.openTimeoutMs, this.settings.token(this.renewNext));
      if (generation === this.generation) this.openSocket(token);
    } catch (error) {
      if (generation === this.generation) this.closed(LocalClose.NEVER_OPENED, String(error), false);
    }
  }

  private openSocket(token: string): void {
    const cursor = this.listener.since();
    const since = cursor === undefined ? '' : `&since=${cursor}`;
    const base = this.settings.url.replace(/^http/, 'ws');
    const url = `${base}/ws?device=${encodeURIComponent(this.settings.device)}${since}`;
    const socket = this.settings.socket(url, ['chat.v1', `bearer.${token}`]);
    this.connection = new Connection(socket, this.settings.limits, {
      frame: (frame) => this.listener.frame(frame),
      sent: (frame) => this.listener.sent(frame),
      closed: (code, reason, opened) => this.closed(code, reason, opened),
    });
  }

  private closed(code: number, reason: string, opened: boolean): void {
    this.connection = undefined;
    this.renewal.stop();
    clearTimeout(this.stableTimer);
    this.renewNext = code === Close.TOKEN_EXPIRED || !opened;
    this.listener.broken();
    if (this.state.phase === 'stopped') return;
    if (code === Close.REPLACED) return this.setState({ phase: 'replaced' });
    const wait = fullJitter(this.attempt, this.settings.limits.backoff, this.settings.random);
    this.attempt++;
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => void this.connect(), wait);
    this.setState({ phase: 'waiting', attempt: this.attempt, retryAt: Date.now() + wait, code, reason });
  }

  private setState(state: ConnectionState): void {
    this.state = state;
    this.listener.state(state);
  }
}

/** The promise's value, unless it takes too long. */
function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no token within ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
