import type { RestClient } from './rest.ts';
import type { Action } from './reduce.ts';
import type { State } from './state.ts';
import { shownOf } from './stretch.ts';
import type { Message, StreamEvent } from './wire.ts';

/** Messages in a page of history. */
export const PAGE = 50;
/** Changes of messages that may wait for a page of history. */
const PATCHES_AT_MOST = 1_000;

interface Shown {
  readonly state: State;
  dispatch(action: Action): void;
}

/**
 * Loads what was said: up to now, further up, further down, and around one message. Changes that come while a page is under way,
 * which it may not have, are made once more when it is there.
 */
export class History {
  private readonly patches = new Set<{ chatId: string; events: StreamEvent[] }>();

  constructor(
    private readonly rest: () => RestClient,
    private readonly shown: Shown,
    private readonly loaded: (messages: Message[]) => void,
  ) {}

  newest(chatId: string): Promise<void> {
    return this.patched(chatId, async (min_seq) => {
      const { messages, next_before } = await this.rest().messages(chatId, { limit: PAGE, ...min_seq });
      return [messages, { type: 'history', chatId, messages, side: 'end', last: !next_before }];
    });
  }

  above(chatId: string, from: string | undefined): Promise<void> {
    return this.patched(chatId, async (min_seq) => {
      const before = from ? { before: from } : {};
      const { messages, next_before } = await this.rest().messages(chatId, { limit: PAGE, ...before, ...min_seq });
      return [messages, { type: 'history', chatId, messages, side: 'above', from, last: !next_before }];
    });
  }

  below(chatId: string, from: string): Promise<void> {
    return this.patched(chatId, async (min_seq) => {
      const page = await this.rest().messages(chatId, { limit: PAGE, after: from, ...min_seq });
      const { messages } = page;
      return [messages, { type: 'history', chatId, messages, side: 'below', from, last: !page.next_after }];
    });
  }

  /** Goes to a message, which is then among those that are shown. */
  around(chatId: string, msgId: string): Promise<void> {
    const chat = this.shown.state.chats.get(chatId);
    if (chat && shownOf(chat).messages.some(({ msg_id }) => msg_id === msgId)) return Promise.resolve();
    return this.patched(chatId, async (min_seq) => {
      const page = await this.rest().messages(chatId, { limit: PAGE, around: msgId, ...min_seq });
      const messages = [...page.messages].sort((a, b) => a.chat_seq - b.chat_seq);
      const place = { messages, reachesStart: !page.next_before };
      return [messages, { type: 'place', chatId, place, reachesEnd: !page.next_after }];
    });
  }

  /** A change of a message, which a page that is under way may not have. */
  remember(event: StreamEvent & { chat_id: string }): void {
    for (const { chatId, events } of this.patches) {
      if (chatId === event.chat_id && events.length < PATCHES_AT_MOST) events.push(event);
    }
  }

  private async patched(
    chatId: string,
    load: (min: { min_seq?: number }) => Promise<[Message[], Action]>,
  ): Promise<void> {
    const { seq } = this.shown.state;
    const patch = { chatId, events: [] as StreamEvent[] };
    this.patches.add(patch);
    try {
      const [messages, action] = await load(seq === undefined ? {} : { min_seq: seq });
      this.shown.dispatch(action);
      for (const event of patch.events)
        this.shown.dispatch({ type: 'event', event: { ...event, seq: this.shown.state.seq ?? event.seq } });
      this.loaded(messages);
    } finally {
      this.patches.delete(patch);
    }
  }
}
