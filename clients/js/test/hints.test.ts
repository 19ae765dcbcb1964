import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { emptyState, reduce } from '../src/index.ts';
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

async function here(me: string) {
  const model = person(network, me);
  await model.client.start();
  await until(`${me} is online`, () => online(model));
  return model;
}

const watchedBy = (user: string) =>
  [...network.server.watching].filter(([session]) => session.user === user).flatMap(([, users]) => [...users]);

it('those_with_whom_there_is_a_direct_chat_are_watched_and_seen_to_come_and_go', async () => {
  network.server.chats.create('alice', 'group', ['cat']);
  const alice = await here('alice');
  await until('bob is offline', () => alice.state.presence.get('bob')?.status === 'offline');
  expect(alice.state.presence.get('bob')?.lastSeen).toBeDefined();
  expect(watchedBy('alice')).toEqual(['bob']);

  const bob = await here('bob');
  await until('bob is online', () => alice.state.presence.get('bob')?.status === 'online');
  bob.client.stop();
  await until('bob is gone', () => alice.state.presence.get('bob')?.status === 'offline');
});

it('a_new_direct_chat_is_watched_too_and_what_is_watched_is_not_said_again', async () => {
  const alice = await here('alice');
  const said: string[][] = [];
  alice.client.on('frame', ({ frame }) => {
    if (frame.type === 'presence' && 'users' in frame) said.push(frame.users);
  });
  await until('bob is watched', () => watchedBy('alice').length === 1);

  void alice.createDirect('cat');
  await until('both are watched', () => watchedBy('alice').length === 2);
  void alice.refreshChat(chat);
  await vi.advanceTimersByTimeAsync(5_000);

  expect(said.at(-1)).toEqual(['bob', 'cat']);
  expect(said.length).toBeLessThanOrEqual(2);
});

it('without_a_connection_nobody_is_online_and_after_it_everybody_is_watched_again', async () => {
  const alice = await here('alice');
  await here('bob');
  await until('bob is online', () => alice.state.presence.get('bob')?.status === 'online');

  network.sockets[0]!.broken(1006);
  await until('nothing is known', () => alice.state.presence.size === 0);

  await until('bob is online again', () => alice.state.presence.get('bob')?.status === 'online');
});

it('typing_is_sent_every_three_seconds_at_most_and_shown_for_five', async () => {
  const alice = await here('alice');
  const bob = await here('bob');
  const sent: number[] = [];
  bob.client.on('frame', ({ direction, frame }) => {
    if (direction === 'out' && frame.type === 'typing') sent.push(Date.now());
  });

  for (let i = 0; i < 40; i++) {
    bob.client.typing(chat);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(sent).toHaveLength(2);
  expect(sent[1]! - sent[0]!).toBeGreaterThanOrEqual(3_000);
  expect(alice.state.typing.map(({ user }) => user)).toEqual(['bob']);
  expect(bob.state.typing).toEqual([]);

  await vi.advanceTimersByTimeAsync(3_900);
  expect(alice.state.typing).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(300);
  expect(alice.state.typing).toEqual([]);
});

it('a_lost_connection_takes_presence_and_typing_with_it_and_nothing_else', () => {
  const known = [
    { type: 'presence', frame: { type: 'presence', user: 'bob', status: 'online' } },
    { type: 'typing', frame: { type: 'typing', chat_id: chat, user: 'bob' }, at: 1 },
  ] as const;
  const state = known.reduce(reduce, emptyState('alice'));

  const lost = reduce(state, { type: 'presence-lost' });

  expect(lost).toEqual(emptyState('alice'));
  expect(reduce(lost, { type: 'presence-lost' })).toBe(lost);
});
