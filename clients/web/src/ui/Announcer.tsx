import { useRef } from 'preact/hooks';
import { compareMsgIds, nameOf, type ChatState } from '@parley/client';
import { useSession } from '../session.ts';

/** New messages of others, alone, for screen readers; history that is loaded is not announced. */
export function Announcer({ chat }: { chat: ChatState }) {
  const { me, state } = useSession();
  const from = useRef(chat.messages.at(-1)?.msg_id);
  if (from.current === undefined && chat.opened) from.current = chat.messages.at(-1)?.msg_id ?? '';
  const news = chat.messages
    .slice(-5)
    .filter(
      ({ sender, msg_id }) =>
        sender && sender !== me && from.current !== undefined && compareMsgIds(msg_id, from.current) > 0,
    );
  return (
    <div
      class="sr"
      role="log"
      aria-live="polite"
      aria-relevant="additions"
      aria-label="New messages"
      data-testid="announcer"
    >
      {news.map((message) => (
        <p key={message.msg_id}>
          {nameOf(state.value, message.sender!)}: {message.content ?? message.file?.name}
        </p>
      ))}
    </div>
  );
}
