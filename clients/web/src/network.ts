import { signal, type Signal } from '@preact/signals';
import type { SocketLike } from '@parley/client';

/** Closes as a browser does when the network goes. */
const ABNORMAL = 1006;

/**
 * The way to the network, with a switch: while it is cut, open sockets break, new ones do not open, and REST calls fail, all as
 * they do when a cable is pulled. So a newcomer can watch what is queued, sent again and resumed.
 */
export class NetworkSwitch {
  readonly cut: Signal<boolean> = signal(false);
  private readonly sockets = new Set<BreakableSocket>();
  private calls = new AbortController();

  setCut(cut: boolean): void {
    this.cut.value = cut;
    if (!cut) return;
    this.calls.abort();
    this.calls = new AbortController();
    for (const socket of [...this.sockets]) socket.break();
  }

  readonly socket = (url: string, protocols: string[]): SocketLike => {
    if (this.cut.value) throw new Error('the network is cut');
    const socket = new BreakableSocket(new WebSocket(url, protocols), () => this.sockets.delete(socket));
    this.sockets.add(socket);
    return socket;
  };

  readonly fetch = async (input: string, init: RequestInit = {}): Promise<Response> => {
    if (this.cut.value) throw new TypeError('the network is cut');
    const { signal: broken } = this.calls;
    try {
      return await fetch(input, { ...init, signal: broken });
    } catch (error) {
      throw broken.aborted ? new TypeError('the network is cut') : error;
    }
  };
}

class BreakableSocket implements SocketLike {
  onopen: SocketLike['onopen'] = null;
  onmessage: SocketLike['onmessage'] = null;
  onclose: SocketLike['onclose'] = null;
  onerror: SocketLike['onerror'] = null;
  private broken = false;

  constructor(
    private readonly inner: WebSocket,
    private readonly ended: () => void,
  ) {
    inner.onopen = (event) => this.onopen?.(event as never);
    inner.onerror = (event) => this.onerror?.(event as never);
    inner.onmessage = (event) => {
      if (!this.broken) this.onmessage?.(event as never);
    };
    inner.onclose = (event) => this.report(event.code, event.reason);
  }

  send(data: string): void {
    if (!this.broken) this.inner.send(data);
  }

  close(code?: number, reason?: string): void {
    this.inner.close(code, reason);
  }

  break(): void {
    this.inner.close();
    this.report(ABNORMAL, '');
  }

  private report(code: number, reason: string): void {
    if (this.broken) return;
    this.broken = true;
    this.ended();
    this.onclose?.({ code, reason } as never);
  }
}
