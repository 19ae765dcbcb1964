import { expect, it, vi } from 'vitest';

vi.mock('../src/window.ts', () => ({ windowFocused: { value: true }, goToChat: () => {} }));

import { emptyState, reduce, type Chat } from '@parley/client';
import { choicesFor } from '../src/ui/Switcher.tsx';

const chat = (id: string, peer: string, unread: number, at: number): { chat: Chat; asOf: number } => ({
  asOf: 1,
  chat: {
    chat_id: id,
    type: 'direct',
    version: 1,
    created_at: `2026-01-0${at}T00:00:00.000Z`,
    members: 2,
    role: 'member',
    unread,
    mentions: 0,
    muted: false,
    peer: { user: peer, name: peer.toUpperCase() },
  },
});
const state = reduce(emptyState('ann'), {
  type: 'snapshot',
  seq: 1,
  chats: [chat('c1', 'bob', 0, 3), chat('c2', 'zed', 2, 1), chat('c3', 'eve', 0, 2)],
});
const titles = (query: string) =>
  choicesFor(state, query).map(({ title, hint }) => (hint ? `${title} (${hint})` : title));

it('without_words_what_is_unread_comes_first_then_what_was_last_active', () => {
  expect(titles('')).toEqual(['ZED', 'BOB', 'EVE']);
});

it('words_find_chats_and_then_people_with_whom_there_is_none', () => {
  expect(titles('bob')).toEqual(['BOB']);
  expect(titles('car')).toEqual(['carol (New chat)', 'car (New chat)']);
  expect(titles('ann')).toEqual([]);
});
