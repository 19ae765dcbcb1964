import type { SocketLike } from '../src/connection.ts';
import type { ClientFrame, ServerFrame } from '../src/wire.ts';
import { type Cut } from './cutter.ts';
import { FakeServer, type FakeSession } from './fake-server.ts';

export type { Cut } from './cutter.ts';

/**
 * Between clients and the fake server: carries frames in order with a millisecond's latency, counts them, and breaks the
 * connection at the one it was told to.
 */
export class FakeNetwork {
  readonly server = new FakeServer();
  /** Frames and REST calls that went by so far. */
  carried = 0;
  cutAt = -1;
  cut: Cut = 'reset';
  /** Nothing gets through at all. */
  down = false;
  /** Every URL that was connected to. */
  readonly urls: URL[] = [];
  readonly sockets: FakeSocket[] = [];

  /** True when what is carried now is lost. */
  loses(): boolean {
    return this.down || this.carried++ === this.cutAt;
  }

  readonly socket = (url: string, protocols: string[]): SocketLike => {
    const socket = new FakeSocket(this, new URL(url), protocols);
    this.urls.push(new URL(url));
    this.sockets.push(socket);
    return socket;
  };

  readonly fetch = async (input: string, init: RequestInit = {}): Promise<Response> => {
    await latency();
    if (this.loses()) throw new TypeError('network');
    const url = new URL(input);
    const user = new Headers(init.headers).get('Authorization')!.replace('Bearer token-', '');
    const path = url.pathname.replace('/api/v1', '');
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const answer = this.server.rest(user, init.method ?? 'GET', path, url.searchParams, body);
    await latency();
    if (this.loses()) throw new TypeError('network');
    return new Response(answer.status === 204 ? null : JSON.stringify(answer.body), { status: answer.status });
  };

  /** The network changes: all connections break. */
  breakAll(code = 1006): void {
    for (const socket of this.sockets) socket.broken(code);
  }
}

function latency(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1));
}

export class FakeSocket implements SocketLike {
  onopen: SocketLike['onopen'] = null;
  onmessage: SocketLike['onmessage'] = null;
  onclose: SocketLike['onclose'] = null;
  onerror: SocketLike['onerror'] = null;
  private session: FakeSession | undefined;
  private ended = false;
  private silent = false;

  constructor(
    private readonly network: FakeNetwork,
    url: URL,
    protocols: string[],
  ) {
    const user = protocols[1]!.replace('bearer.token-', '');
    const since = url.searchParams.get('since');
    const device = url.searchParams.get('device') ?? 'default';
    setTimeout(() => this.accept(user, device, since === null ? undefined : Number(since)), 1);
  }

  send(data: string): void {
    const frame = JSON.parse(data) as ClientFrame;
    setTimeout(() => this.carry(() => this.session?.receive(frame)), 1);
  }

  close(): void {
    this.ended = true;
    this.session?.gone();
  }

  broken(code: number): void {
    if (this.ended) return;
    this.close();
    (this.onclose as ((event: unknown) => void) | null)?.({ code, reason: '' });
  }

  private accept(user: string, device: string, since: number | undefined): void {
    if (this.network.loses()) return this.broken(1006);
    if (this.ended) return;
    this.session = this.network.server.connect(user, device, since, {
      send: (frame) => this.deliver(frame),
      close: (code) => setTimeout(() => this.broken(code), 1),
    });
  }

  private deliver(frame: ServerFrame): void {
    const data = JSON.stringify(frame);
    setTimeout(() => this.carry(() => (this.onmessage as ((event: unknown) => void) | null)?.({ data })), 1);
  }

  private carry(arrive: () => void): void {
    if (this.ended || this.silent) return;
    if (!this.network.loses()) return arrive();
    if (this.network.cut === 'reset') return this.broken(1006);
    this.silent = true;
    this.session?.gone();
  }
}
