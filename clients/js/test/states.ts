import type { Chat, Message } from '../src/index.ts';

export const id = (n: number) => `${(0x10000000 + n).toString(16)}-5cc8-11f0-8000-00163e000001`;

export const chat = (more: Partial<Chat> = {}): Chat => ({
  chat_id: 'c1',
  type: 'direct',
  version: 1,
  created_at: '2026-01-01T00:00:00.000Z',
  members: 2,
  role: 'member',
  unread: 0,
  mentions: 0,
  muted: false,
  peer: { user: 'bob', name: 'Bob' },
  ...more,
});

export const message = (n: number, more: Partial<Message> = {}): Message => ({
  msg_id: id(n),
  chat_id: 'c1',
  chat_seq: n,
  sender: 'bob',
  msg_type: 'text',
  content: `m${n}`,
  created_at: `2026-01-01T00:00:${String(n).padStart(2, '0')}.000Z`,
  ...more,
});
