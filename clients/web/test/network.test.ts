import { afterEach, expect, it, vi } from 'vitest';
import { NetworkSwitch } from '../src/network.ts';

class FakeWebSocket {
  static last: FakeWebSocket;
  onmessage: ((event: unknown) => void) | undefined;
  onclose: ((event: unknown) => void) | undefined;
  sent: string[] = [];
  closed = false;
  constructor() {
    FakeWebSocket.last = this;
  }
  send(data: string) {
    this.sent.push(data);
  }
  close() {
    this.closed = true;
  }
}

afterEach(() => vi.unstubAllGlobals());

it('a_cut_breaks_the_open_socket_once_and_lets_nothing_through', () => {
  vi.stubGlobal('WebSocket', FakeWebSocket);
  const network = new NetworkSwitch();
  const socket = network.socket('ws://x', []);
  const inner = FakeWebSocket.last;
  const seen: unknown[] = [];
  socket.onmessage = ((event: { data: string }) => seen.push(event.data)) as never;
  socket.onclose = ((event: { code: number }) => seen.push(event.code)) as never;

  inner.onmessage?.({ data: 'before' });
  network.setCut(true);
  inner.onmessage?.({ data: 'after' });
  inner.onclose?.({ code: 1000, reason: '' });
  socket.send('out');

  expect(seen).toEqual(['before', 1006]);
  expect(inner).toMatchObject({ closed: true, sent: [] });
});

it('while_it_is_cut_nothing_opens_and_no_call_gets_out', async () => {
  const network = new NetworkSwitch();
  network.setCut(true);

  expect(() => network.socket('ws://x', [])).toThrow('cut');
  await expect(network.fetch('/x')).rejects.toBeInstanceOf(TypeError);
});
