import { compareMsgIds, laterMsgId } from './ids.ts';
import { changeMessage, mergeMessage, mergeMessages, withoutContent, withReaction } from './messages.ts';
import { KEPT_QUOTED, KEPT_UNOPENED, type ChatState, type Place, type State } from './state.ts';
import type { Outgoing } from './storage.ts';
import { parted, trimmed, withoutPlace, withPage, withPlace, type Page } from './stretch.ts';
import type {
  Ack,
  Chat,
  ChatEvent,
  Command,
  Message,
  MessageEvent,
  PresenceFrame,
  StreamEvent,
  TypingFrame,
  User,
} from './wire.ts';

/** Everything that changes what a client shows. */
export type Action =
  | { type: 'event'; event: StreamEvent }
  /** All chats, each with the `as_of` of its page; the stream goes on after `seq`. */
  | { type: 'snapshot'; seq: number; chats: { chat: Chat; asOf: number }[] }
  /** One chat by REST, also right after it was made. */
  | { type: 'chat'; chat: Chat }
  /** A page of history, in any order. */
  | ({ type: 'history'; chatId: string } & Page)
  /** Somebody goes to another stretch of the talk, or back to its end. */
  | { type: 'place'; chatId: string; place: Place; reachesEnd: boolean }
  | { type: 'end'; chatId: string }
  /** More was loaded than a page holds: keep `keep` around the message that is looked at. */
  | { type: 'part'; chatId: string; at: string; keep: number }
  /** Nobody looks that far back any more: keep the newest `keep`. */
  | { type: 'trim'; chatId: string; keep: number }
  | { type: 'acked'; ack: Ack; command: Command }
  | { type: 'outbox'; entries: Outgoing[] }
  | { type: 'names'; users: User[] }
  /** A message that another answers, by REST. */
  | { type: 'quoted'; message: Message }
  | { type: 'typing'; frame: TypingFrame; at: number }
  | { type: 'typing-over'; before: number }
  | { type: 'presence'; frame: PresenceFrame }
  /** Without a connection nobody's presence is known. */
  | { type: 'presence-lost' };

/** The next state. Pure, and safe to repeat: an event that is in already changes nothing. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'event':
      return { ...onEvent(state, action.event), seq: action.event.seq };
    case 'snapshot':
      return onSnapshot(state, action.seq, action.chats);
    case 'chat':
      return withNames(withChat(state, action.chat), action.chat);
    case 'history':
      return change(state, action.chatId, (chat) => withHistory(chat, action));
    case 'trim':
      return change(state, action.chatId, (chat) => trimmed(withoutPlace(chat), action.keep));
    case 'place':
      return change(state, action.chatId, (chat) => withPlace(chat, action.place, action.reachesEnd));
    case 'end':
      return change(state, action.chatId, withoutPlace);
    case 'part':
      return change(state, action.chatId, (chat) => parted(chat, action.at, action.keep));
    case 'acked':
      return onAck(state, action.ack, action.command);
    case 'outbox':
      return { ...state, outbox: action.entries };
    case 'names':
      return { ...state, names: renamed(state.names, action.users) };
    case 'quoted':
      return { ...state, quoted: withQuoted(state.quoted, action.message) };
    case 'typing':
      return { ...state, typing: [...othersTyping(state, action.frame), typingOf(action.frame, action.at)] };
    case 'typing-over':
      return { ...state, typing: state.typing.filter(({ at }) => at >= action.before) };
    case 'presence':
      return { ...state, presence: new Map(state.presence).set(action.frame.user, presenceOf(action.frame)) };
    case 'presence-lost':
      return state.presence.size || state.typing.length ? { ...state, presence: new Map(), typing: [] } : state;
  }
}

function onEvent(state: State, event: StreamEvent): State {
  switch (event.type) {
    case 'message':
      return onMessage(state, event);
    case 'edited': {
      const { content, edited_at, mentions } = event;
      return changeText(state, event, (message) =>
        mergeMessage(message, { ...message, content, edited_at, mentions: mentions ?? [] }),
      );
    }
    case 'deleted':
      return changeText(state, event, (message) => withoutContent({ ...message, deleted_at: event.deleted_at }));
    case 'reaction':
      return changeText(state, event, (message) => ({
        ...message,
        reactions: withReaction(message.reactions ?? [], event, event.user === state.me),
      }));
    case 'receipt':
      return change(state, event.chat_id, ({ chat, ...rest }) => ({ ...rest, chat: withReceipt(chat, event) }));
    case 'status':
      return change(state, event.chat_id, (chat) => ({
        ...chat,
        counts: compareMsgIds(event.msg_id, chat.counts?.msg_id) >= 0 ? event : chat.counts,
        delivered: event.status === 'sent' ? chat.delivered : laterMsgId(chat.delivered, event.msg_id),
        read: event.status === 'read' ? laterMsgId(chat.read, event.msg_id) : chat.read,
      }));
    case 'unread':
      return changeCounts(state, event, (chat) => ({
        ...chat,
        unread: event.count,
        mentions: event.mentions,
        read: laterMsgId(chat.read, event.read),
      }));
    case 'chat':
      return onChat(state, event);
    default:
      return state;
  }
}

function onMessage(state: State, event: MessageEvent): State {
  const { type: _t, seq, unread, mentions_unread, ...message } = event;
  const known = state.chats.has(message.chat_id) ? state : withChat(state, unknownChat(message));
  const counted = changeCounts(known, event, (chat) => ({ ...chat, unread, mentions: mentions_unread ?? 0 }));
  const shown = change(counted, message.chat_id, (chat) => withMessage(chat, message));
  return { ...shown, seq, typing: state.typing.filter(({ user }) => user !== message.sender) };
}

function withMessage(chat: ChatState, message: Message): ChatState {
  const messages = mergeMessages(chat.messages, [message]);
  const next = { ...chat, messages, last: newest(chat.last, message) };
  return chat.opened ? next : trimmed(next, KEPT_UNOPENED);
}

/** A message tells of a chat that no list has named yet: it is shown at once, and asked about. */
function unknownChat(message: Message): Chat {
  const { chat_id, created_at } = message;
  return {
    chat_id,
    type: 'group',
    version: 0,
    created_at,
    members: 0,
    role: 'member',
    unread: 0,
    mentions: 0,
    muted: false,
  };
}

function onChat(state: State, event: ChatEvent): State {
  const { chat } = event;
  const known = state.chats.get(chat.chat_id);
  const cameBack = known && !known.chat.role && chat.role;
  // Between leaving and coming back others have talked: what was there may have a hole behind it.
  const base = cameBack
    ? { ...withoutPlace(known), messages: [], opened: false, reachesStart: false, members: undefined }
    : known;
  const fresh = !base || event.seq > base.asOf;
  const next: ChatState = base
    ? { ...base, chat: fresh ? newerChat(base.chat, chat, true) : base.chat }
    : { chat, asOf: 0, messages: [], opened: false, reachesStart: false };
  return withNames({ ...state, chats: new Map(state.chats).set(chat.chat_id, next) }, chat);
}

function onSnapshot(state: State, seq: number, chats: { chat: Chat; asOf: number }[]): State {
  const next = new Map<string, ChatState>();
  let named = state;
  for (const { chat, asOf } of chats) {
    const { last_message: last, ...rest } = chat;
    const known = state.chats.get(chat.chat_id);
    const opened = { messages: [], opened: false, reachesStart: false };
    next.set(chat.chat_id, { ...(known && withoutPlace(known)), ...opened, chat: rest, last, asOf });
    named = withNames(named, chat);
  }
  return { ...named, seq, loaded: true, chats: next, quoted: new Map() };
}

/** Counts of a chat that is known come from the stream alone: a REST answer may be older. */
function withChat(state: State, given: Chat): State {
  const { last_message, member_list, ...chat } = given;
  const known = state.chats.get(chat.chat_id);
  const base: ChatState = known ?? { chat, asOf: 0, messages: [], opened: false, reachesStart: false };
  const current = !known || chat.version >= known.chat.version;
  const next: ChatState = {
    ...base,
    chat: known ? newerChat(known.chat, chat, false) : chat,
    last: newest(base.last, last_message),
    members: member_list && current ? member_list : base.members,
  };
  return { ...state, chats: new Map(state.chats).set(chat.chat_id, next) };
}

/** `counts`: also what is the reader's own (unread, muted) comes from the news. */
function newerChat(known: Chat, news: Chat, counts: boolean): Chat {
  const shape = news.version >= known.version ? news : known;
  const own = counts ? news : known;
  return {
    ...shape,
    unread: own.unread,
    mentions: own.mentions,
    read: laterMsgId(known.read, news.read),
    muted: own.muted,
    peer: mergePeer(known, news),
  };
}

function mergePeer({ peer: known }: Chat, { peer: news }: Chat): Chat['peer'] {
  if (!known || !news) return news ?? known;
  const delivered = laterMsgId(known.delivered, news.delivered);
  return { ...known, ...news, delivered, read: laterMsgId(known.read, news.read) };
}

function withReceipt(chat: Chat, event: { msg_id: string; user: string; status: 'delivered' | 'read' }): Chat {
  const peer = chat.peer ?? { user: event.user };
  const delivered = laterMsgId(peer.delivered, event.msg_id);
  const read = event.status === 'read' ? laterMsgId(peer.read, event.msg_id) : peer.read;
  return { ...chat, peer: { ...peer, delivered, read } };
}

function withHistory(chat: ChatState, page: Page): ChatState {
  const next = withPage(chat, page);
  return page.side === 'end' ? { ...next, last: newest(chat.last, next.messages.at(-1)) } : next;
}

/** What was acknowledged is known in full, files excepted: it takes its place before its event comes. */
function onAck(state: State, ack: Ack, command: Command): State {
  const chat = state.chats.get(ack.chat_id);
  if (command.type !== 'message' || command.file_id || !chat) return state;
  if (chat.messages.some(({ msg_id }) => msg_id === ack.msg_id)) return state;
  const { type: _t, msg_type = 'text', ...said } = command;
  const { msg_id, chat_seq, created_at } = ack;
  const message: Message = { ...said, msg_type, msg_id, chat_seq, created_at, sender: state.me };
  return change(state, ack.chat_id, (known) => withMessage(known, message));
}

function newest(a: Message | undefined, b: Message | undefined): Message | undefined {
  if (!a || !b) return a ?? b;
  if (a.msg_id === b.msg_id) return mergeMessage(a, b);
  return a.chat_seq > b.chat_seq ? a : b;
}

function change(state: State, chatId: string, to: (chat: ChatState) => ChatState): State {
  const chat = state.chats.get(chatId);
  return chat ? { ...state, chats: new Map(state.chats).set(chatId, to(chat)) } : state;
}

/** Counts are absolute and in the stream's order; those that a snapshot has already are passed over. */
function changeCounts(state: State, event: { chat_id: string; seq: number }, to: (chat: Chat) => Chat): State {
  return change(state, event.chat_id, (chat) =>
    event.seq > chat.asOf ? { ...chat, chat: to(chat.chat), asOf: event.seq } : chat,
  );
}

function changeText(
  state: State,
  event: { chat_id: string; msg_id: string },
  to: (message: Message) => Message,
): State {
  const quoted = state.quoted.get(event.msg_id);
  const known = quoted ? { ...state, quoted: withQuoted(state.quoted, to(quoted)) } : state;
  return change(known, event.chat_id, (chat) => ({
    ...chat,
    messages: changeMessage(chat.messages, event.msg_id, to),
    ...(chat.place ? { place: { ...chat.place, messages: changeMessage(chat.place.messages, event.msg_id, to) } } : {}),
    last: chat.last?.msg_id === event.msg_id ? to(chat.last) : chat.last,
  }));
}

function withQuoted(quoted: State['quoted'], message: Message): State['quoted'] {
  const others = [...quoted].filter(([id]) => id !== message.msg_id);
  return new Map([...others.slice(1 - KEPT_QUOTED), [message.msg_id, message]]);
}

function withNames(state: State, chat: Chat): State {
  const users: User[] = [...(chat.member_list ?? []), ...(chat.peer ? [chat.peer] : [])];
  const named = users.filter(({ user, name }) => name && state.names.get(user) !== name);
  return named.length ? { ...state, names: renamed(state.names, named) } : state;
}

function renamed(names: ReadonlyMap<string, string>, users: User[]): ReadonlyMap<string, string> {
  return new Map([...names, ...users.map(({ user, name }) => [user, name ?? user] as const)]);
}

function othersTyping(state: State, { chat_id, user }: TypingFrame): State['typing'] {
  return state.typing.filter((entry) => entry.chatId !== chat_id || entry.user !== user);
}

function typingOf({ chat_id, user }: TypingFrame, at: number): State['typing'][number] {
  return { chatId: chat_id, user, at };
}

function presenceOf({ status, last_seen }: PresenceFrame): { status: PresenceFrame['status']; lastSeen?: string } {
  return last_seen ? { status, lastSeen: last_seen } : { status };
}
