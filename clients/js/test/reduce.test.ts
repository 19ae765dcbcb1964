import { describe, expect, it } from 'vitest';
import {
  chatsByActivity,
  emptyState,
  KEPT_QUOTED,
  pendingOf,
  reduce,
  statusOf,
  totalUnread,
  type Action,
  type Chat,
  type Message,
  type State,
} from '../src/index.ts';
import { chat, id, message } from './states.ts';

const said = (n: number, seq: number, unread: number, more: Partial<Message> = {}): Action => ({
  type: 'event',
  event: { type: 'message', seq, unread, ...message(n, more) },
});

const after = (...actions: Action[]): State => actions.reduce(reduce, emptyState('alice'));

const started: Action = { type: 'snapshot', seq: 10, chats: [{ chat: chat(), asOf: 10 }] };

describe('messages', () => {
  it('a_message_moves_its_chat_up_and_carries_the_count', () => {
    const other = chat({ chat_id: 'c2', created_at: '2026-01-01T00:00:03.000Z' });
    const snapshot: Action = {
      type: 'snapshot',
      seq: 10,
      chats: [
        { chat: other, asOf: 10 },
        { chat: chat(), asOf: 10 },
      ],
    };

    const state = after(snapshot, said(5, 11, 1));

    expect(chatsByActivity(state).map((entry) => entry.chat.chat_id)).toEqual(['c1', 'c2']);
    expect(state.chats.get('c1')!.chat.unread).toBe(1);
    expect(totalUnread(state)).toBe(1);
    expect(state.seq).toBe(11);
  });

  it('the_same_message_twice_is_one', () => {
    const state = after(started, said(1, 11, 1), said(1, 11, 1));

    expect(state.chats.get('c1')!.messages).toHaveLength(1);
  });

  it('counts_that_a_snapshot_has_already_are_passed_over', () => {
    const ahead: Action = { type: 'snapshot', seq: 10, chats: [{ chat: chat({ unread: 0 }), asOf: 12 }] };

    const state = after(ahead, said(1, 11, 1));

    expect(state.chats.get('c1')!.chat.unread).toBe(0);
    expect(state.chats.get('c1')!.messages).toHaveLength(1);
  });

  it('an_acknowledged_send_takes_its_place_and_its_event_changes_nothing', () => {
    const command = { type: 'message', chat_id: 'c1', content: 'hi', client_msg_id: 'x' } as const;
    const ack = {
      type: 'ack',
      client_msg_id: 'x',
      chat_id: 'c1',
      msg_id: id(3),
      chat_seq: 3,
      created_at: 't',
    } as const;
    const queued: Action = { type: 'outbox', entries: [{ command, queuedAt: 1 }] };

    const waiting = after(started, queued);
    const acked = [
      { type: 'acked', ack, command } as const,
      said(3, 11, 0, { sender: 'alice', client_msg_id: 'x' }),
    ].reduce(reduce, waiting);

    expect(pendingOf(waiting, 'c1')).toHaveLength(1);
    expect(pendingOf(acked, 'c1')).toEqual([]);
    expect(acked.chats.get('c1')!.messages).toHaveLength(1);
  });

  it('a_message_of_a_chat_that_is_not_in_the_list_shows_it', () => {
    const state = after(started, said(1, 11, 1, { chat_id: 'c9' }));

    expect(chatsByActivity(state).map((entry) => entry.chat.chat_id)).toContain('c9');
  });

  it('history_goes_above_and_keeps_one_order', () => {
    const page = (numbers: number[], side: 'above' | 'end', last: boolean): Action => ({
      type: 'history',
      chatId: 'c1',
      messages: numbers.map((n) => message(n)),
      side,
      last,
    });

    const state = after(started, said(6, 11, 1), page([6, 5, 4], 'end', false), page([3, 2, 1], 'above', true));

    expect(state.chats.get('c1')!.messages.map(({ chat_seq }) => chat_seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(state.chats.get('c1')!.reachesStart).toBe(true);
  });

  it('an_edit_and_a_deletion_stay_when_an_older_page_comes_after_them', () => {
    const edit: Action = {
      type: 'event',
      event: {
        type: 'edited',
        seq: 12,
        chat_id: 'c1',
        msg_id: id(1),
        chat_seq: 1,
        content: 'new',
        edited_at: 'z',
        by: 'bob',
      },
    };
    const gone: Action = {
      type: 'event',
      event: { type: 'deleted', seq: 14, chat_id: 'c1', msg_id: id(2), chat_seq: 2, deleted_at: 'z', by: 'bob' },
    };
    const old: Action = {
      type: 'history',
      chatId: 'c1',
      messages: [message(1), message(2)],
      side: 'end',
      last: true,
    };

    const [first, second] = after(started, said(1, 11, 1), edit, said(2, 13, 2), gone, old).chats.get('c1')!.messages;

    expect(first).toMatchObject({ content: 'new', edited_at: 'z' });
    expect(second).toMatchObject({ deleted_at: 'z' });
    expect(second).not.toHaveProperty('content');
  });

  it('reactions_count_what_the_server_says_and_know_ones_own', () => {
    const react = (seq: number, user: string, op: 'add' | 'remove', count: number): Action => ({
      type: 'event',
      event: { type: 'reaction', seq, chat_id: 'c1', msg_id: id(1), chat_seq: 1, emoji: '👍', op, user, count },
    });

    const both = after(started, said(1, 11, 1), react(12, 'bob', 'add', 1), react(13, 'alice', 'add', 2));
    const none = [react(14, 'alice', 'remove', 1), react(15, 'bob', 'remove', 0)].reduce(reduce, both);

    expect(both.chats.get('c1')!.messages[0]!.reactions).toEqual([{ emoji: '👍', count: 2, me: true }]);
    expect(none.chats.get('c1')!.messages[0]!.reactions).toEqual([]);
  });
});

describe('ticks', () => {
  const own = message(1, { sender: 'alice' });

  it('in_a_direct_chat_they_follow_the_other_and_never_go_back', () => {
    const receipt = (seq: number, status: 'delivered' | 'read', n: number): Action => ({
      type: 'event',
      event: { type: 'receipt', seq, chat_id: 'c1', msg_id: id(n), user: 'bob', status, at: 't' },
    });
    const ticks = (state: State) => statusOf(state.chats.get('c1')!, own);

    const sent = after(started, said(1, 11, 0, { sender: 'alice' }));
    const delivered = reduce(sent, receipt(12, 'delivered', 1));
    const read = reduce(delivered, receipt(13, 'read', 1));

    expect([sent, delivered, read].map(ticks)).toEqual(['sent', 'delivered', 'read']);
    expect(ticks(reduce(read, receipt(14, 'delivered', 1)))).toBe('read');
  });

  it('in_a_group_they_come_from_status_and_cover_what_is_older', () => {
    const group: Action = {
      type: 'snapshot',
      seq: 10,
      chats: [{ chat: chat({ type: 'group', peer: undefined }), asOf: 10 }],
    };
    const status: Action = {
      type: 'event',
      event: {
        type: 'status',
        seq: 12,
        chat_id: 'c1',
        msg_id: id(2),
        status: 'delivered',
        delivered_by: 2,
        read_by: 1,
        of: 2,
      },
    };

    const state = after(group, said(1, 11, 0, { sender: 'alice' }), status);

    expect(statusOf(state.chats.get('c1')!, own)).toBe('delivered');
    expect(statusOf(state.chats.get('c1')!, message(3, { sender: 'alice' }))).toBe('sent');
    expect(state.chats.get('c1')!.counts).toMatchObject({ read_by: 1, of: 2 });
  });

  it('in_a_group_each_status_covers_its_own_stretch_and_the_counts_are_about_the_newest', () => {
    const group: Action = {
      type: 'snapshot',
      seq: 10,
      chats: [{ chat: chat({ type: 'group', peer: undefined }), asOf: 10 }],
    };
    const told = (seq: number, n: number, status: 'sent' | 'delivered' | 'read', counts: number[]): Action => ({
      type: 'event',
      event: {
        type: 'status',
        seq,
        chat_id: 'c1',
        msg_id: id(n),
        status,
        delivered_by: counts[0]!,
        read_by: counts[1]!,
        of: counts[2]!,
      },
    });
    const ticks = (state: State) =>
      [1, 2, 3].map((n) => statusOf(state.chats.get('c1')!, message(n, { sender: 'alice' })));

    const counted = after(group, told(11, 3, 'sent', [1, 1, 2]));
    const some = after(group, told(11, 3, 'sent', [1, 1, 2]), told(12, 1, 'read', [2, 2, 2]));
    const more = reduce(some, told(13, 2, 'delivered', [2, 1, 2]));
    const all = reduce(more, told(14, 3, 'read', [2, 2, 2]));

    expect([counted, some, more, all].map(ticks)).toEqual([
      ['sent', 'sent', 'sent'],
      ['read', 'sent', 'sent'],
      ['read', 'delivered', 'sent'],
      ['read', 'read', 'read'],
    ]);
    expect(more.chats.get('c1')!.counts).toMatchObject({ msg_id: id(3), delivered_by: 1, read_by: 1, of: 2 });
    expect(all.chats.get('c1')!.counts).toMatchObject({ msg_id: id(3), read_by: 2 });
    expect(ticks(reduce(all, told(15, 3, 'sent', [1, 1, 2])))).toEqual(['read', 'read', 'read']);
  });
});

describe('chats', () => {
  const event = (seq: number, kind: 'members_removed' | 'members_added' | 'renamed', given: Chat): Action => ({
    type: 'event',
    event: { type: 'chat', seq, event: kind, by: 'bob', users: ['alice'], chat: given },
  });

  it('who_is_removed_no_longer_sees_it_and_comes_back_without_old_holes', () => {
    const { role: _r, ...left } = chat({ type: 'group', version: 2 });
    const removed = after(started, said(1, 11, 1), event(12, 'members_removed', left));
    const back = reduce(removed, event(13, 'members_added', chat({ type: 'group', version: 3 })));

    expect(chatsByActivity(removed)).toEqual([]);
    expect(totalUnread(removed)).toBe(0);
    expect(chatsByActivity(back)).toHaveLength(1);
    expect(back.chats.get('c1')).toMatchObject({ messages: [], opened: false });
  });

  it('a_rest_answer_that_is_older_than_the_stream_changes_nothing', () => {
    const renamed = after(started, event(11, 'renamed', chat({ type: 'group', name: 'new', version: 5, unread: 4 })));

    const state = reduce(renamed, { type: 'chat', chat: chat({ type: 'group', name: 'old', version: 4, unread: 0 }) });

    expect(state.chats.get('c1')!.chat).toMatchObject({ name: 'new', version: 5, unread: 4 });
  });

  it('reading_elsewhere_resets_the_count_here', () => {
    const unread: Action = {
      type: 'event',
      event: { type: 'unread', seq: 12, chat_id: 'c1', count: 0, mentions: 0, read: id(1) },
    };

    const state = after(started, said(1, 11, 1), unread);

    expect(state.chats.get('c1')!.chat).toMatchObject({ unread: 0, read: id(1) });
  });
});

describe('quotes', () => {
  const quoted = (n: number): Action => ({ type: 'quoted', message: message(n, { content: `m${n}` }) });
  const edited: Action = {
    type: 'event',
    event: {
      type: 'edited',
      seq: 11,
      chat_id: 'c1',
      msg_id: id(1),
      chat_seq: 1,
      content: 'better',
      edited_at: '2026-01-01T00:01:00.000Z',
      by: 'bob',
    },
  };

  it('what_others_answer_is_shown_as_it_is_now', () => {
    const state = after(started, quoted(1), edited);

    expect(state.quoted.get(id(1))?.content).toBe('better');
  });

  it('only_the_last_that_were_asked_for_are_kept_and_a_snapshot_forgets_them', () => {
    const many = after(started, ...Array.from({ length: KEPT_QUOTED + 5 }, (_, n) => quoted(n + 1)));

    expect(many.quoted.size).toBe(KEPT_QUOTED);
    expect(many.quoted.has(id(5))).toBe(false);
    expect(many.quoted.has(id(6))).toBe(true);
    expect(reduce(many, started).quoted.size).toBe(0);
  });
});
