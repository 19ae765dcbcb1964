import type { ClientFrame, Hello, ServerFrame } from './wire.ts';

/** What the SDK needs of a WebSocket; the browser's, Node's and `ws` all have it. */
export interface SocketLike {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(data: string): void;
  close(code?: number, reason?: string): void;
}

export type SocketFactory = (url: string, protocols: string[]) => SocketLike;

export interface ConnectionListener {
  frame(frame: ServerFrame): void;
  sent(frame: ClientFrame): void;
  /** Once, and nothing comes after it. `opened` tells whether there was a `hello`. */
  closed(code: number, reason: string, opened: boolean): void;
}

export interface ConnectionSettings {
  /** From the first byte to `hello`, in milliseconds. */
  openTimeoutMs: number;
  /** A ping that has no answer for so long means that the connection is dead, in milliseconds. */
  pongTimeoutMs: number;
}

/** Codes of ours for a connection that we give up; the server never sees most of them. */
export const LocalClose = { STOPPED: 1000, DEAD: 4900, GAP: 4901, OVERFLOW: 4902, NEVER_OPENED: 1006 } as const;

/**
 * One socket's life: open, `hello`, heartbeat, end. It finds out that a connection is dead without waiting for the operating
 * system, and reports the end exactly once.
 */
export class Connection {
  hello: Hello | undefined;
  /** The number of the last ping that was sent. */
  pings = 0;
  private ended = false;
  private lastPing = 0;
  private openTimer: ReturnType<typeof setTimeout> | undefined;
  private heartbeat: ReturnType<typeof setInterval> | undefined;
  private pongTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly socket: SocketLike,
    private readonly settings: ConnectionSettings,
    private readonly listener: ConnectionListener,
  ) {
    this.openTimer = setTimeout(() => this.end(LocalClose.DEAD, 'no hello'), settings.openTimeoutMs);
    socket.onopen = () => {};
    socket.onerror = () => {};
    socket.onmessage = (event: { data: unknown }) => this.receive(event.data);
    socket.onclose = (event: { code?: number; reason?: string }) =>
      this.finish(event.code ?? 1006, String(event.reason ?? ''));
  }

  get open(): boolean {
    return this.hello !== undefined && !this.ended;
  }

  send(frame: ClientFrame): void {
    if (this.ended) return;
    this.socket.send(JSON.stringify(frame));
    this.listener.sent(frame);
  }

  /** Asks for a sign of life; without one within `timeoutMs` the connection ends. */
  ping(timeoutMs = this.settings.pongTimeoutMs): void {
    if (!this.open) return;
    this.pings++;
    this.lastPing = Date.now();
    this.send({ type: 'ping', ref: `p${this.pings}` });
    this.pongTimer ??= setTimeout(() => this.end(LocalClose.DEAD, 'no pong'), timeoutMs);
  }

  /** Pings if it is time to. */
  beat(): void {
    if (this.hello && Date.now() - this.lastPing >= this.hello.heartbeat_ms / 2) this.ping();
  }

  /** Closes from our side, without waiting for the other one. */
  end(code: number, reason: string): void {
    if (this.ended) return;
    try {
      this.socket.close(code, reason);
    } catch {
      // A socket that never opened may refuse; it is dropped all the same.
    }
    this.finish(code, reason);
  }

  private receive(data: unknown): void {
    if (this.ended || typeof data !== 'string') return;
    let frame: ServerFrame;
    try {
      frame = JSON.parse(data) as ServerFrame;
    } catch {
      return;
    }
    clearTimeout(this.pongTimer);
    this.pongTimer = undefined;
    if (frame.type === 'hello') this.greeted(frame);
    this.listener.frame(frame);
  }

  private greeted(hello: Hello): void {
    clearTimeout(this.openTimer);
    this.hello = hello;
    this.lastPing = Date.now();
    this.heartbeat = setInterval(() => this.beat(), Math.max(500, hello.heartbeat_ms / 4));
  }

  private finish(code: number, reason: string): void {
    if (this.ended) return;
    this.ended = true;
    clearTimeout(this.openTimer);
    clearTimeout(this.pongTimer);
    clearInterval(this.heartbeat);
    this.socket.onmessage = this.socket.onclose = null;
    this.listener.closed(code, reason, this.hello !== undefined);
  }
}
