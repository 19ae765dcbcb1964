import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { emptyState, memoryStorage, reduce } from '../src/index.ts';
import { FakeNetwork } from './fake-network.ts';
import { online, person, texts, until } from './people.ts';

let network: FakeNetwork;
let chat: string;

const say = (user: string, content: string) =>
  network.server.chats.command(user, {
    type: 'message',
    chat_id: chat,
    msg_type: 'text',
    content,
    client_msg_id: `${user}-${content}`,
  });

beforeEach(() => {
  vi.useFakeTimers();
  network = new FakeNetwork();
  chat = network.server.chats.create('alice', 'direct', ['bob']).chat_id;
});

afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

it('history_comes_page_by_page_down_to_the_start', async () => {
  for (let i = 1; i <= 120; i++) say('bob', `m${i}`);
  const alice = person(network, 'alice');
  await alice.client.start();
  await until('online', () => online(alice));

  void alice.openChat(chat);
  await until('a page', () => texts(alice, chat).length === 50);
  void alice.loadOlder(chat);
  void alice.loadOlder(chat);
  await until('two pages', () => texts(alice, chat).length === 100);
  void alice.loadOlder(chat);
  await until('all', () => alice.state.chats.get(chat)!.reachesStart);

  expect(texts(alice, chat)).toEqual(Array.from({ length: 120 }, (_, i) => `m${i + 1}`));
});

it('a_message_that_another_answers_is_asked_for_once_and_one_that_is_not_there_is_left', async () => {
  const { msg_id } = say('bob', 'the first of many');
  const alice = person(network, 'alice');
  await alice.client.start();
  await until('online', () => online(alice));
  const asked = vi.spyOn(alice.client.rest, 'message');

  void alice.needQuote(chat, msg_id);
  void alice.needQuote(chat, msg_id);
  await until('the quote', () => alice.state.quoted.get(msg_id)?.content === 'the first of many');
  const nowhere = '00000000-0000-1000-8000-000000000000';
  void alice.needQuote(chat, nowhere);
  await until('the refusal', () => asked.mock.settledResults[1]?.type === 'rejected');
  void alice.needQuote(chat, nowhere);

  expect(asked).toHaveBeenCalledTimes(2);
});

it('an_edit_that_overtakes_its_page_of_history_is_not_lost', async () => {
  const { msg_id } = say('bob', 'first version');
  const alice = person(network, 'alice');
  await alice.client.start();
  await until('online', () => online(alice));
  const answer = network.fetch;
  const old = await page(answer);
  network.server.chats.command('bob', { type: 'edit', chat_id: chat, msg_id, content: 'second', client_msg_id: 'e' });
  const rest = vi.spyOn(alice.client.rest, 'messages').mockImplementation(async () => {
    await vi.advanceTimersByTimeAsync(20);
    return old;
  });

  void alice.openChat(chat);
  await until('open', () => alice.state.chats.get(chat)!.opened);

  expect(rest).toHaveBeenCalledOnce();
  expect(texts(alice, chat)).toEqual(['second']);
});

it('a_state_of_another_world_is_found_out_and_taken_anew', async () => {
  const { chat_id, ...other } = network.server.chats.list('alice')[0]!;
  const stale = reduce(emptyState('alice'), {
    type: 'snapshot',
    seq: 1,
    chats: [{ chat: { ...other, chat_id: 'of-an-earlier-server' }, asOf: 1 }],
  });
  const storage = memoryStorage();
  await storage.saveCursor(1);

  const alice = person(network, 'alice', { state: stale, storage });
  await alice.client.start();
  await until('the right list', () => alice.state.chats.has(chat));

  expect([...alice.state.chats.keys()]).toEqual([chat]);
});

it('a_state_that_fits_costs_no_snapshot', async () => {
  say('bob', 'hello');
  const before = person(network, 'alice');
  await before.client.start();
  await until('online', () => online(before));
  before.client.stop();
  const storage = memoryStorage();
  await storage.saveCursor(before.state.seq!);

  const alice = person(network, 'alice', { state: before.state, storage });
  await alice.client.start();
  await until('online', () => online(alice));
  await vi.advanceTimersByTimeAsync(5_000);

  expect(network.sockets).toHaveLength(2);
  expect(network.urls.at(-1)!.searchParams.get('since')).toBe(String(before.state.seq));
});

it('who_is_removed_and_added_again_reads_on_without_a_hole', async () => {
  const group = network.server.chats.create('bob', 'group', ['alice'], 'team').chat_id;
  chat = group;
  say('bob', 'one');
  const alice = person(network, 'alice');
  await alice.client.start();
  await until('online', () => online(alice));
  void alice.openChat(group).catch(() => {});
  await until('open', () => texts(alice, group).length === 1);

  network.server.chats.remove(group, 'bob', 'alice');
  await until('out', () => alice.state.chats.get(group)!.chat.role === undefined);
  say('bob', 'not for alice');
  network.server.chats.add(group, 'bob', ['alice']);
  say('bob', 'two');
  await until('in again', () => texts(alice, group).includes('two') && alice.state.chats.get(group)!.opened);

  expect(texts(alice, group)).not.toContain('not for alice');
});

/** One answer to a page of history, as it was before anything changed. */
async function page(fetch: FakeNetwork['fetch']) {
  let body: unknown;
  void fetch(`http://fake/api/v1/chats/${chat}/messages?limit=50`, { headers: { Authorization: 'Bearer token-alice' } })
    .then((response) => response.json())
    .then((json) => (body = json));
  await until('an answer', () => body !== undefined);
  return body as Awaited<ReturnType<ReturnType<typeof person>['client']['rest']['messages']>>;
}
