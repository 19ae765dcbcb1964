import { compareMsgIds } from './ids.ts';
import type { Outgoing } from './storage.ts';
import type { Chat, Member, Message, PresenceStatus, Status, StatusEvent } from './wire.ts';

/** Everything that a client shows, as plain values. Only `reduce` makes a new one of an old one. */
export interface State {
  me: string;
  /** The last event of the stream that is in here. */
  seq: number | undefined;
  /** True once the list of chats was there, from a snapshot or from an earlier time. */
  loaded: boolean;
  chats: ReadonlyMap<string, ChatState>;
  /** Display names by user id; who is missing is shown by the id. */
  names: ReadonlyMap<string, string>;
  /** Sends on their way and failed ones, in order. */
  outbox: readonly Outgoing[];
  presence: ReadonlyMap<string, { status: PresenceStatus; lastSeen?: string }>;
  /** Messages that others answer and that are not among those shown, by id; the last {@link KEPT_QUOTED} that were asked for. */
  quoted: ReadonlyMap<string, Message>;
  /** Who writes where, and when that was heard (milliseconds). */
  typing: readonly { chatId: string; user: string; at: number }[];
}

export interface ChatState {
  chat: Chat;
  last?: Message;
  /** Counts reflect at least so much of the stream. */
  asOf: number;
  /** A stretch of the talk without a hole that ends with the newest message that came, by `chat_seq`. */
  messages: readonly Message[];
  /** True when history was asked for, so `messages` is what a reader sees, not only what came by. */
  opened: boolean;
  /** True when `messages` reaches back to the first message that one may see. */
  reachesStart: boolean;
  /** Where somebody reads far from the end, while they do. */
  place?: Place;
  /** Known in full once asked for. */
  members?: readonly Member[];
  /** In groups: how far all others are with one's own messages. */
  delivered?: string;
  read?: string;
  /** The last counts of a group's readers. */
  counts?: Pick<StatusEvent, 'msg_id' | 'delivered_by' | 'read_by' | 'of'>;
}

/** A stretch of a talk without a hole, apart from its end. */
export interface Place {
  messages: readonly Message[];
  /** True when it reaches back to the first message that one may see. */
  reachesStart: boolean;
}

/** A chat that nobody reads keeps so many of the messages that came by. */
export const KEPT_UNOPENED = 100;

export const KEPT_QUOTED = 200;

export function emptyState(me: string): State {
  return {
    me,
    seq: undefined,
    loaded: false,
    chats: new Map(),
    names: new Map(),
    outbox: [],
    presence: new Map(),
    quoted: new Map(),
    typing: [],
  };
}

/** True while one may read and write in the chat. */
export function isMember(chat: ChatState): boolean {
  return chat.chat.role !== undefined;
}

/** When a chat was last active: what the list is sorted by. */
export function lastActive({ chat, last }: ChatState): string {
  return last?.created_at ?? chat.created_at;
}

/** The chats one is in, last active first. */
export function chatsByActivity(state: State): ChatState[] {
  return [...state.chats.values()]
    .filter(isMember)
    .sort((a, b) => (lastActive(a) < lastActive(b) ? 1 : lastActive(a) > lastActive(b) ? -1 : 0));
}

/** Whether the other one of a direct chat is connected now, as far as is known. */
export function isOnline(state: Pick<State, 'presence'>, { chat }: Pick<ChatState, 'chat'>): boolean {
  return chat.peer !== undefined && state.presence.get(chat.peer.user)?.status === 'online';
}

export function nameOf(state: Pick<State, 'names'>, user: string): string {
  return state.names.get(user) ?? user;
}

export function titleOf(state: Pick<State, 'names'>, { chat }: ChatState): string {
  if (chat.type === 'group') return chat.name ?? chat.chat_id;
  return chat.peer ? (state.names.get(chat.peer.user) ?? chat.peer.name ?? chat.peer.user) : chat.chat_id;
}

const STATUS_ORDER: Record<Status, number> = { sent: 0, delivered: 1, read: 2 };

function further(a: Status, b: Status): Status {
  return STATUS_ORDER[a] >= STATUS_ORDER[b] ? a : b;
}

/** What the ticks of an own message show: marks only rise, so the furthest that anything says is right. */
export function statusOf(chat: ChatState, message: Message): Status {
  const delivered = chat.chat.type === 'direct' ? chat.chat.peer?.delivered : chat.delivered;
  const read = chat.chat.type === 'direct' ? chat.chat.peer?.read : chat.read;
  const covers = (mark: string | undefined) => mark !== undefined && compareMsgIds(message.msg_id, mark) <= 0;
  const byMarks: Status = covers(read) ? 'read' : covers(delivered) ? 'delivered' : 'sent';
  return further(message.status ?? 'sent', byMarks);
}

/** The sum that a title or a badge shows. */
export function totalUnread(state: State): number {
  let sum = 0;
  for (const { chat } of state.chats.values()) if (chat.role && !chat.muted) sum += chat.unread;
  return sum;
}

/** What waits for a chat and is not among its messages yet. */
export function pendingOf(state: State, chatId: string): Outgoing[] {
  const shown = new Set(state.chats.get(chatId)?.messages.map((message) => message.client_msg_id));
  return state.outbox.filter(
    ({ command }) => command.type === 'message' && command.chat_id === chatId && !shown.has(command.client_msg_id),
  );
}
