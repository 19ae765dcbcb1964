import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeNetwork } from './fake-network.ts';
import { online, person, until } from './people.ts';

let network: FakeNetwork;
let chat: string;

beforeEach(() => {
  vi.useFakeTimers();
  network = new FakeNetwork();
  chat = network.server.chats.create('alice', 'direct', ['bob']).chat_id;
});

afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

async function started(me: string, more: Parameters<typeof person>[2] = {}) {
  const model = person(network, me, more);
  await model.client.start();
  await until(`${me} is online`, () => online(model));
  return model;
}

describe('the connection', () => {
  it('a_dead_connection_is_found_out_by_its_silence', async () => {
    const alice = await started('alice');
    network.cut = 'silence';
    network.cutAt = network.carried;
    alice.send(chat, 'into the void');
    await vi.advanceTimersByTimeAsync(10);

    await until('a new connection', () => network.sockets.length === 2 && online(alice), 60_000);
    await until('sent', () => alice.state.outbox.length === 0);

    expect(network.server.chats.chats.get(chat)!.messages).toHaveLength(1);
  });

  it('waking_from_sleep_proves_the_connection_within_seconds', async () => {
    const alice = await started('alice');
    network.cut = 'silence';
    network.cutAt = network.carried;

    alice.client.wake();
    await until('a new connection', () => network.sockets.length === 2 && online(alice), 6_000);

    expect(alice.client.state.phase).toBe('online');
  });

  it('who_is_replaced_stays_away_until_asked', async () => {
    const first = await started('alice');
    const second = await started('alice');
    await until('replaced', () => first.client.state.phase === 'replaced');

    await vi.advanceTimersByTimeAsync(120_000);
    expect(first.client.state.phase).toBe('replaced');
    first.client.connectNow();
    await until('taken back', () => online(first) && second.client.state.phase === 'replaced');
  });

  it('an_expired_token_is_replaced_by_a_new_one', async () => {
    const renewals: boolean[] = [];
    const token = (renew: boolean) => {
      renewals.push(renew);
      return 'token-alice';
    };
    const alice = await started('alice', { token });
    renewals.length = 0;

    network.breakAll(4401);
    await until('back', () => network.sockets.length === 2 && online(alice));

    expect(renewals[0]).toBe(true);
  });

  it('the_token_is_renewed_before_it_expires', async () => {
    network.server.settings.tokenMs = 90_000;
    const auths: string[] = [];
    const alice = person(network, 'alice');
    alice.client.on(
      'frame',
      ({ direction, frame }) => direction === 'out' && frame.type === 'auth' && auths.push('auth'),
    );
    await alice.client.start();

    await vi.advanceTimersByTimeAsync(200_000);

    expect(auths.length).toBeGreaterThanOrEqual(2);
    expect(network.sockets).toHaveLength(1);
  });

  it('a_server_that_goes_away_or_finds_us_too_slow_is_connected_to_again', async () => {
    const alice = await started('alice');
    for (const code of [1001, 4429]) {
      const before = network.sockets.length;
      network.breakAll(code);
      await until(`back after ${code}`, () => network.sockets.length === before + 1 && online(alice));
    }
  });

  it('a_stopped_client_does_nothing_any_more', async () => {
    const alice = await started('alice');
    alice.client.stop();

    await vi.advanceTimersByTimeAsync(120_000);

    expect(network.sockets).toHaveLength(1);
    expect(alice.client.state.phase).toBe('stopped');
  });
});
