import { statusOf, type ChatState, type Message, type Status } from '@parley/client';

/** What an own message shows: on its way, failed, or how far it has come. */
export type Tick = Status | 'waiting' | 'failed';

export function tickOf(chat: ChatState, message: Message): Tick {
  return statusOf(chat, message);
}
