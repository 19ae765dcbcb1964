import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ChatModel } from '../src/index.ts';
import { FakeNetwork, type Cut } from './fake-network.ts';
import { online, person, texts, until } from './people.ts';

/** Two people who write to each other at once; each hears everything once, and in one order. */
async function talk(network: FakeNetwork): Promise<{ alice: ChatModel; bob: ChatModel; chat: string }> {
  const alice = person(network, 'alice');
  const bob = person(network, 'bob');
  const chat = network.server.chats.create('alice', 'direct', ['bob']).chat_id;
  await Promise.all([alice.client.start(), bob.client.start()]);
  await until('the list', () => alice.state.loaded && bob.state.loaded);
  void alice.openChat(chat).catch(() => {});
  void bob.openChat(chat).catch(() => {});
  for (let i = 1; i <= 3; i++) {
    alice.send(chat, `a${i}`);
    bob.send(chat, `b${i}`);
    await vi.advanceTimersByTimeAsync(2);
  }
  const settled = () =>
    [alice, bob].every(
      (who) => who.client.outbox.length === 0 && online(who) && who.state.chats.get(chat)?.messages.length === 6,
    );
  await until('all are told', settled);
  bob.client.read(chat, bob.state.chats.get(chat)!.messages.at(-1)!.msg_id);
  await until('read', () => alice.state.chats.get(chat)?.chat.peer?.read !== undefined);
  const heads = () => [alice, bob].every((who) => who.state.seq === network.server.chats.stream(who.state.me).length);
  await until('counted', () => bob.state.chats.get(chat)?.chat.unread === 0 && heads());
  return { alice, bob, chat };
}

function nothingLostNothingTwice(network: FakeNetwork, alice: ChatModel, bob: ChatModel, chat: string): void {
  const said = network.server.chats.chats.get(chat)!.messages;
  expect(said).toHaveLength(6);
  expect(new Set(said.map(({ client_msg_id }) => client_msg_id)).size).toBe(6);
  const order = said.map(({ content }) => content);
  expect(order.filter((text) => text?.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
  expect(order.filter((text) => text?.startsWith('b'))).toEqual(['b1', 'b2', 'b3']);
  for (const who of [alice, bob]) {
    expect(texts(who, chat)).toEqual(order);
    expect(who.state.outbox).toEqual([]);
    expect(who.state.seq).toBe(network.server.chats.stream(who.state.me).length);
  }
}

describe('a network that breaks at each frame in turn', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each<Cut>(['reset', 'silence'])('nothing_is_lost_and_nothing_comes_twice_after_a_%s', async (cut) => {
    let broken = 0;
    for (let frame = 0, carried = 1; frame < carried; frame++) {
      const network = new FakeNetwork();
      network.cutAt = frame;
      network.cut = cut;

      const { alice, bob, chat } = await talk(network);

      nothingLostNothingTwice(network, alice, bob, chat);
      if (network.sockets.length > 2) broken++;
      if (frame === 0) carried = 60;
      carried = Math.min(carried, network.carried);
      alice.client.stop();
      bob.client.stop();
      vi.clearAllTimers();
    }
    expect(broken).toBeGreaterThan(20);
  });
});
