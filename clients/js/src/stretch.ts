import { mergeMessages } from './messages.ts';
import type { ChatState, Place } from './state.ts';
import type { Message } from './wire.ts';

/** A page of history: which way it goes on from `from`, the message at that edge of what is shown. */
export interface Page {
  messages: Message[];
  /** Above what is shown, below it, or up to now. */
  side: 'above' | 'below' | 'end';
  /** The message that it goes on from; when that is no longer the edge, nobody waits for the page any more. */
  from?: string | undefined;
  /** True when nothing lies beyond it on that side. */
  last: boolean;
}

/** So much of the end stays beside a place elsewhere in the talk. */
const KEPT_TAIL = 100;

/** What a reader sees: the place one went to, or else the end of the talk. */
export function shownOf(chat: ChatState): Place & { reachesEnd: boolean } {
  return chat.place
    ? { ...chat.place, reachesEnd: false }
    : { messages: chat.messages, reachesStart: chat.reachesStart, reachesEnd: true };
}

export function withPage(chat: ChatState, page: Page): ChatState {
  if (page.side === 'end') return withEnd(chat, page);
  const { messages } = shownOf(chat);
  const edge = (page.side === 'above' ? messages[0] : messages.at(-1))?.msg_id;
  if (page.from !== undefined && page.from !== edge) return chat;
  const merged = mergeMessages(messages, page.messages);
  if (page.side === 'above') {
    const grown = { messages: merged, reachesStart: page.last };
    return chat.place ? { ...chat, place: grown } : { ...chat, ...grown, opened: true };
  }
  return chat.place ? joined(chat, { ...chat.place, messages: merged }, page.last) : chat;
}

function withEnd(chat: ChatState, page: Page): ChatState {
  const messages = mergeMessages(chat.messages, page.messages);
  const reachesStart = chat.opened ? chat.reachesStart || page.last : page.last;
  return { ...chat, messages, opened: true, reachesStart };
}

/** Goes to a stretch elsewhere in the talk; one that meets the end is the end. */
export function withPlace(chat: ChatState, place: Place, reachesEnd: boolean): ChatState {
  return joined(chat, place, reachesEnd);
}

function joined(chat: ChatState, place: Place, reachesEnd: boolean): ChatState {
  const [first] = chat.messages;
  const last = place.messages.at(-1);
  const meets = reachesEnd || (first !== undefined && last !== undefined && last.chat_seq >= first.chat_seq);
  if (!meets) return { ...chat, place };
  const { place: _, ...rest } = chat;
  const messages = mergeMessages(place.messages, chat.messages);
  const reachesStart = place.reachesStart || (chat.reachesStart && messages[0] === first);
  return { ...rest, messages, reachesStart, opened: true };
}

/** Back to the end of the talk. */
export function withoutPlace(chat: ChatState): ChatState {
  if (!chat.place) return chat;
  const { place: _, ...rest } = chat;
  return rest;
}

/**
 * Keeps `keep` messages around the one that is looked at. However far somebody reads, the page holds no more than that; what was
 * let go is asked for again when it comes near.
 */
export function parted(chat: ChatState, at: string, keep: number): ChatState {
  const { messages, reachesStart } = shownOf(chat);
  const middle = messages.findIndex(({ msg_id }) => msg_id === at);
  if (middle < 0 || messages.length <= keep) return chat;
  const from = Math.min(Math.max(0, middle - Math.floor(keep / 2)), messages.length - keep);
  const slice = { messages: messages.slice(from, from + keep), reachesStart: reachesStart && from === 0 };
  if (chat.place) return { ...chat, place: slice };
  if (from + keep === messages.length) return { ...chat, ...slice };
  return { ...trimmed(chat, KEPT_TAIL), place: slice };
}

export function trimmed(chat: ChatState, keep: number): ChatState {
  if (chat.messages.length <= keep) return chat;
  return { ...chat, messages: chat.messages.slice(-keep), reachesStart: false };
}
