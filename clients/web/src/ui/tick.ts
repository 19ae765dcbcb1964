import { statusOf, type ChatState, type Message, type Status } from '@parley/client';

/** What an own message shows: on its way, failed, or how far it has come. */
export type Tick = Status | 'waiting' | 'failed';

export function tickOf(chat: ChatState, message: Message): Tick {
  return statusOf(chat, message);
}

/** "Read by 2 of 5", where a group's counts are about just this message. */
export function countsOf(chat: ChatState, message: Message): string | undefined {
  const { counts } = chat;
  if (counts?.msg_id !== message.msg_id || !counts.of) return undefined;
  return `Delivered to ${counts.delivered_by}, read by ${counts.read_by} of ${counts.of}`;
}
