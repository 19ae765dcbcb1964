import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryStorage, type Outcome, type StreamEvent, type Outgoing } from '../src/index.ts';
import { FakeNetwork } from './fake-network.ts';
import { online, person, texts, until } from './people.ts';

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

describe('sending', () => {
  it('what_is_sent_while_offline_waits_in_order_and_goes_out_when_the_network_is_back', async () => {
    const alice = await started('alice');
    network.down = true;
    network.breakAll();

    const sends = ['one', 'two', 'three'].map((text) => alice.send(chat, text));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(alice.state.outbox).toHaveLength(3);
    network.down = false;
    await until('sent', () => alice.state.outbox.length === 0);

    expect(network.server.chats.chats.get(chat)!.messages.map(({ content }) => content)).toEqual([
      'one',
      'two',
      'three',
    ]);
    expect((await Promise.all(sends.map(({ outcome }) => outcome))).every(({ ok }) => ok)).toBe(true);
  });

  it('the_outbox_outlives_the_process_and_keeps_its_ids', async () => {
    const storage = memoryStorage();
    network.down = true;
    const before = person(network, 'alice', { storage });
    await before.client.start();
    const { client_msg_id } = before.send(chat, 'from an earlier life');
    before.client.stop();
    network.down = false;

    await started('alice', { storage });
    await until('sent', () => network.server.chats.chats.get(chat)!.messages.length === 1);

    expect(network.server.chats.chats.get(chat)!.messages[0]).toMatchObject({ client_msg_id });
    expect(await storage.loadOutbox()).toEqual([]);
  });

  it('an_outbox_that_a_slow_storage_gives_late_is_sent_all_the_same', async () => {
    const storage = memoryStorage();
    network.down = true;
    const before = person(network, 'alice', { storage });
    await before.client.start();
    before.send(chat, 'from an earlier life');
    before.client.stop();
    network.down = false;
    const slow = { ...storage, loadOutbox: () => new Promise<Outgoing[]>((resolve) => (answer = resolve)) };
    let answer: (entries: Outgoing[]) => void = () => {};

    const alice = person(network, 'alice', { storage: slow });
    void alice.client.start();
    await until('alice is online', () => online(alice));
    expect(texts(alice, chat)).toEqual([]);
    answer(await storage.loadOutbox());
    await until('sent', () => network.server.chats.chats.get(chat)!.messages.length === 1);

    expect(alice.state.outbox).toEqual([]);
  });

  it('a_refused_send_waits_for_a_person_who_tries_again_with_the_same_id', async () => {
    const alice = await started('alice');
    network.server.refuse = { code: 'forbidden', times: 1 };

    const sending = alice.send(chat, 'no');
    const outcome = await settled(sending.outcome);

    expect(outcome).toEqual({ ok: false, code: 'forbidden' });
    expect(alice.state.outbox[0]?.failure).toEqual({ code: 'forbidden' });
    alice.client.retry(sending.client_msg_id);
    await until('sent', () => alice.state.outbox.length === 0);
    expect(texts(alice, chat)).toEqual(['no']);
  });

  it('a_failed_send_that_is_discarded_is_gone', async () => {
    const storage = memoryStorage();
    const alice = await started('alice', { storage });
    network.server.refuse = { code: 'forbidden', times: 1 };
    const sending = alice.send(chat, 'no');
    await settled(sending.outcome);

    alice.client.discard(sending.client_msg_id);

    expect(alice.state.outbox).toEqual([]);
    expect(await storage.loadOutbox()).toEqual([]);
    expect(network.server.chats.chats.get(chat)!.messages).toEqual([]);
  });

  it('a_rate_limit_is_waited_for_and_nothing_is_lost', async () => {
    const alice = await started('alice');
    network.server.refuse = { code: 'rate_limited', times: 3, retry_after_ms: 700 };

    ['one', 'two', 'three', 'four'].forEach((text) => alice.send(chat, text));
    await until('sent', () => alice.state.outbox.length === 0);

    expect([...texts(alice, chat)].sort()).toEqual(['four', 'one', 'three', 'two']);
  });

  it('a_server_that_is_never_available_ends_in_a_failure', async () => {
    const alice = await started('alice');
    network.server.refuse = { code: 'unavailable', times: 1_000_000 };

    const outcome = await settled(alice.send(chat, 'never').outcome);

    expect(outcome).toMatchObject({ ok: false, code: 'unavailable' });
  });

  it('a_full_outbox_takes_no_more_and_says_so', async () => {
    network.down = true;
    const limits = { outbox: { entries: 2, bytes: 1_000, inFlight: 1, attempts: 3, repeatMs: 1_000 } };
    const alice = person(network, 'alice', { limits });
    await alice.client.start();
    alice.send(chat, 'one');
    alice.send(chat, 'two');

    const outcome = await settled(alice.send(chat, 'three').outcome);

    expect(outcome).toMatchObject({ ok: false, code: 'full' });
    expect(alice.state.outbox).toHaveLength(2);
  });

  it('what_may_be_older_than_the_servers_memory_is_not_repeated_by_itself', async () => {
    const storage = memoryStorage();
    const command = { type: 'message', chat_id: chat, content: 'old', client_msg_id: 'old-1' } as const;
    const long = Date.now() - 24 * 3_600_000;
    await storage.putOutgoing({ command, queuedAt: long, attemptedAt: long });

    const alice = await started('alice', { storage });

    expect(alice.state.outbox[0]?.failure).toEqual({ code: 'expired' });
    expect(network.server.chats.chats.get(chat)!.messages).toEqual([]);
  });
});

describe('the stream', () => {
  it('a_device_that_comes_back_gets_what_it_missed_and_nothing_else', async () => {
    const bob = await started('bob');
    const seen: StreamEvent[] = [];
    bob.client.on('event', (event) => seen.push(event));
    network.down = true;
    network.breakAll();
    const alice = 'alice';
    for (let i = 0; i < 3; i++) say(alice, `m${i}`);
    network.down = false;

    await until('bob has all', () => seen.filter(({ type }) => type === 'message').length === 3);

    expect(network.urls.at(-1)!.searchParams.get('since')).toBe('1');
    expect(seen.map(({ seq }) => seq)).toEqual([2, 3, 4]);
    expect(bob.state.chats.get(chat)!.chat.unread).toBe(3);
  });

  it('a_stream_that_no_longer_reaches_back_leads_to_a_snapshot_with_the_open_talk', async () => {
    const bob = await started('bob');
    void bob.openChat(chat).catch(() => {});
    await until('open', () => bob.state.chats.get(chat)!.opened);
    network.down = true;
    network.breakAll();
    for (let i = 0; i < 5; i++) say('alice', `m${i}`);
    network.server.settings.kept = 2;
    network.down = false;

    await until('bob has all', () => texts(bob, chat).length === 5);
    say('alice', 'live');
    await until('and goes on', () => texts(bob, chat).length === 6);

    expect(texts(bob, chat)).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'live']);
    expect(bob.state.chats.get(chat)!.chat.unread).toBe(6);
  });

  it('a_gap_makes_the_client_ask_again_and_the_event_is_not_lost', async () => {
    const bob = await started('bob');
    const [session] = [...network.server.sessions];
    const send = session!.wire.send;
    session!.wire.send = () => {};
    say('alice', 'swallowed');
    session!.wire.send = send;

    say('alice', 'after the gap');
    await until('both', () => texts(bob, chat).length === 2);

    expect(texts(bob, chat)).toEqual(['swallowed', 'after the gap']);
    expect(network.sockets).toHaveLength(2);
  });

  it('an_event_that_is_known_is_passed_over', async () => {
    const bob = await started('bob');
    const seen: number[] = [];
    bob.client.on('message', ({ seq }) => seen.push(seq));
    say('alice', 'once');
    await until('heard', () => seen.length === 1);

    const [session] = [...network.server.sessions];
    session!.wire.send(network.server.chats.stream('bob').at(-1)!);
    say('alice', 'twice');
    await until('heard', () => seen.length === 2);

    expect(texts(bob, chat)).toEqual(['once', 'twice']);
  });

  it('unknown_frames_and_fields_are_passed_over', async () => {
    const bob = await started('bob');
    const [session] = [...network.server.sessions];

    session!.wire.send({ type: 'from-the-future', more: true } as never);
    say('alice', 'still here');
    await until('heard', () => texts(bob, chat).length === 1);

    expect(network.sockets).toHaveLength(1);
  });
});

describe('receipts', () => {
  it('what_came_is_told_at_once_and_read_when_said', async () => {
    const alice = await started('alice');
    const bob = await started('bob');
    alice.send(chat, 'hello');
    await until('delivered', () => alice.state.chats.get(chat)?.chat.peer?.delivered !== undefined);

    expect(alice.state.chats.get(chat)?.chat.peer?.read).toBeUndefined();
    bob.client.read(chat, bob.state.chats.get(chat)!.last!.msg_id);
    await until('read', () => alice.state.chats.get(chat)?.chat.peer?.read !== undefined);
    expect(bob.state.chats.get(chat)!.chat.unread).toBe(0);
  });

  it('a_read_that_was_lost_with_its_connection_is_said_again', async () => {
    const alice = await started('alice');
    const bob = await started('bob');
    alice.send(chat, 'hello');
    await until('there', () => texts(bob, chat).length === 1);
    await vi.advanceTimersByTimeAsync(100);
    network.cutAt = network.carried;
    bob.client.read(chat, bob.state.chats.get(chat)!.last!.msg_id);

    await until('read', () => alice.state.chats.get(chat)?.chat.peer?.read !== undefined);
  });
});

it('a_mark_that_the_server_cannot_take_now_is_said_again', async () => {
  const bob = await started('bob');
  say('alice', 'hello');
  await until('there', () => texts(bob, chat).length === 1);
  await vi.advanceTimersByTimeAsync(100);
  const [session] = [...network.server.sessions];
  const receive = session!.receive.bind(session);
  let refused = 0;
  session!.receive = (frame) => {
    if (frame.type !== 'read' || refused++) return receive(frame);
    const { chat_id, msg_id } = frame;
    session!.wire.send({ type: 'error', code: 'rate_limited', retry_after_ms: 300, ref: frame.ref!, chat_id, msg_id });
  };

  bob.client.read(chat, bob.state.chats.get(chat)!.last!.msg_id);
  await until('read', () => bob.state.chats.get(chat)!.chat.unread === 0);

  expect(refused).toBe(2);
});

function say(user: string, content: string): void {
  network.server.chats.command(user, {
    type: 'message',
    chat_id: chat,
    msg_type: 'text',
    content,
    client_msg_id: `${user}-${content}`,
  });
}

async function settled(outcome: Promise<Outcome>): Promise<Outcome> {
  let result: Outcome | undefined;
  void outcome.then((value) => (result = value));
  await until('an outcome', () => result !== undefined, 2_000_000);
  return result!;
}
