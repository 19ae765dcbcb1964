import type { Message, Reaction } from './wire.ts';

/** What is known of one message from two sources, whichever came first. Nothing that happened un-happens. */
export function mergeMessage(known: Message, news: Message): Message {
  if (known.deleted_at && !news.deleted_at) return known;
  const merged = { ...known, ...news };
  if (merged.deleted_at) return withoutContent(merged);
  const olderText = known.edited_at !== undefined && (news.edited_at ?? '') < known.edited_at;
  if (!olderText) return merged;
  const { content, mentions, edited_at } = known;
  return { ...merged, content, mentions, edited_at };
}

/** A deleted message stays as a place in the talk. */
export function withoutContent(message: Message): Message {
  const { content: _c, file: _f, reactions: _r, ...rest } = message;
  return rest;
}

/** Adds messages to a list in `chat_seq` order; each message is in it once. */
export function mergeMessages(list: readonly Message[], more: readonly Message[]): readonly Message[] {
  const last = list.at(-1);
  const onlyOne = more.length === 1 ? more[0] : undefined;
  if (onlyOne && (!last || onlyOne.chat_seq > last.chat_seq)) return [...list, onlyOne];
  const byId = new Map(list.map((message) => [message.msg_id, message]));
  for (const message of more) {
    const known = byId.get(message.msg_id);
    byId.set(message.msg_id, known ? mergeMessage(known, message) : message);
  }
  return [...byId.values()].sort((a, b) => a.chat_seq - b.chat_seq);
}

/** Changes one message of a list, if it is there. */
export function changeMessage(
  list: readonly Message[],
  msgId: string,
  change: (message: Message) => Message,
): readonly Message[] {
  const at = list.findLastIndex((message) => message.msg_id === msgId);
  return at < 0 ? list : list.with(at, change(list[at]!));
}

/** The reactions after one came or went; `count` is the server's own. */
export function withReaction(
  reactions: readonly Reaction[],
  event: { emoji: string; op: 'add' | 'remove'; count: number },
  byMe: boolean,
): Reaction[] {
  const known = reactions.find(({ emoji }) => emoji === event.emoji);
  const me = byMe ? event.op === 'add' : (known?.me ?? false);
  const next = { emoji: event.emoji, count: event.count, me };
  const others = reactions.map((reaction) => (reaction === known ? next : reaction));
  return (known ? others : [...others, next]).filter(({ count }) => count > 0);
}
