import { expect, it, vi } from 'vitest';

vi.mock('../src/window.ts', () => ({ windowFocused: { value: false }, goToChat: () => {} }));

import { emptyState, reduce, type MessageEvent, type State } from '@parley/client';
import { noticeOf } from '../src/notices.ts';

const chat = (more: object) => ({
  chat_id: 'c',
  type: 'group' as const,
  name: 'Hike',
  version: 1,
  created_at: '2026-01-01T00:00:00.000Z',
  members: 2,
  role: 'member' as const,
  unread: 1,
  mentions: 0,
  muted: false,
  ...more,
});
const state = (more = {}): State =>
  reduce(emptyState('ann'), { type: 'snapshot', seq: 1, chats: [{ chat: chat(more), asOf: 1 }] });
const event = (more: Partial<MessageEvent> = {}): MessageEvent => ({
  type: 'message',
  seq: 2,
  unread: 1,
  msg_id: 'm',
  chat_id: 'c',
  chat_seq: 1,
  sender: 'bob',
  msg_type: 'text',
  content: 'Hello',
  created_at: '2026-01-01T00:00:00.000Z',
  ...more,
});

it('a_notice_says_where_and_who_and_what', () => {
  expect(noticeOf({ state: state() }, event())).toEqual({ title: 'Hike', body: 'bob: Hello' });
});

it('ones_own_and_a_muted_chats_messages_give_none_unless_one_is_named', () => {
  expect(noticeOf({ state: state() }, event({ sender: 'ann' }))).toBeUndefined();
  expect(noticeOf({ state: state() }, event({ sender: undefined }))).toBeUndefined();
  expect(noticeOf({ state: state({ muted: true }) }, event())).toBeUndefined();
  expect(noticeOf({ state: state({ muted: true }) }, event({ mentions: ['ann'] }))).toBeDefined();
});
