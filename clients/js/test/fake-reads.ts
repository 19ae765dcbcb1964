import { Refusal, type FakeChat, type FakeChats } from './fake-chats.ts';
import type { Message } from '../src/wire.ts';

/** A message as REST gives it to one of its members. */
export function seenBy(chat: FakeChat, message: Message | undefined, user: string): Message | undefined {
  if (!message || message.sender !== user) return message;
  const others = [...chat.members.keys()].filter((member) => member !== user);
  const all = (marks: Map<string, number>) => others.every((other) => (marks.get(other) ?? 0) >= message.chat_seq);
  return { ...message, status: all(chat.read) ? 'read' : all(chat.delivered) ? 'delivered' : 'sent' };
}

interface Page {
  messages: Message[];
  next_before: string | null;
  next_after: string | null;
}

/** `before`, `after` and `around` as the contract has them. */
export function history(chats: FakeChats, id: string, user: string, query: URLSearchParams): Page {
  const chat = chats.chat(id, user);
  const all = chat.messages.filter((message) => message.chat_seq > (chat.joined.get(user) ?? 0));
  const limit = Number(query.get('limit') ?? 50);
  const at = (name: string) => all.findIndex(({ msg_id }) => msg_id === query.get(name));
  let [from, to] = [Math.max(0, all.length - limit), all.length];
  if (query.has('before')) [from, to] = [Math.max(0, at('before') - limit), at('before')];
  if (query.has('after')) [from, to] = [at('after') + 1, at('after') + 1 + limit];
  if (query.has('around')) {
    from = Math.max(0, at('around') - Math.floor(limit / 2));
    to = from + limit;
  }
  const page = all.slice(from, to).map((message) => seenBy(chat, message, user)!);
  const ordered = query.has('after') ? page : page.reverse();
  return {
    messages: ordered,
    next_before: from > 0 ? all[from]!.msg_id : null,
    next_after: to < all.length ? all[to - 1]!.msg_id : null,
  };
}

/** All messages that have the words, newest first; the words are compared without case, nothing else. */
export function found(chats: FakeChats, user: string, query: URLSearchParams): unknown {
  const wanted = (query.get('q') ?? '').toLowerCase();
  const scope = query.get('chat_id');
  const own = [...chats.chats.values()].filter((chat) => chat.members.has(user) && (!scope || chat.id === scope));
  const results = own
    .flatMap((chat) => chat.messages)
    .filter(({ content }) => content?.toLowerCase().includes(wanted))
    .map((message) => {
      const start = message.content!.toLowerCase().indexOf(wanted);
      return { message, marks: [[start, start + wanted.length]] };
    })
    .reverse();
  return { results: results.slice(0, Number(query.get('limit') ?? 50)), next_cursor: null };
}

export function single(chats: FakeChats, id: string, user: string, msgId: string): Message | undefined {
  const chat = chats.chat(id, user);
  const message = chat.messages.find(({ msg_id }) => msg_id === msgId);
  if (!message) throw new Refusal('no_such_message');
  return seenBy(chat, message, user);
}

export function receipts(chats: FakeChats, id: string, user: string, msgId: string): unknown {
  const chat = chats.chat(id, user);
  const message = chat.messages.find(({ msg_id }) => msg_id === msgId)!;
  const at = new Date().toISOString();
  const list = [...chat.members.keys()].filter((member) => member !== message.sender);
  return {
    receipts: list.map((member) => ({
      user: member,
      ...((chat.delivered.get(member) ?? 0) >= message.chat_seq ? { delivered_at: at } : {}),
      ...((chat.read.get(member) ?? 0) >= message.chat_seq ? { read_at: at } : {}),
    })),
  };
}
