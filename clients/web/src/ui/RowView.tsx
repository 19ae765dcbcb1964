import { nameOf, type ChatState, type Message, type State } from '@parley/client';
import { useEffect } from 'preact/hooks';
import { dayOf } from '../format.ts';
import { useSession } from '../session.ts';
import { Bubble, PendingBubble, type MessageActions, type Quote } from './Bubble.tsx';
import type { Row } from './rows.ts';
import { systemText } from './system.ts';
import { countsOf, tickOf } from './tick.ts';

interface RowProps {
  row: Row;
  chat: ChatState;
  /** The messages around it, where the one that it answers may be. */
  shown: readonly Message[];
  marked: string | undefined;
  actions: MessageActions;
}

/** One row of a talk. */
export function RowView({ row, chat, shown, marked, actions }: RowProps) {
  const session = useSession();
  const state = session.state.value;
  switch (row.kind) {
    case 'day':
      return (
        <li class="day">
          <span>{dayOf(row.iso)}</span>
        </li>
      );
    case 'divider':
      return (
        <li class="divider" data-testid="unread-divider">
          <span>New messages</span>
        </li>
      );
    case 'system':
      return (
        <li class="system" data-row data-msg-id={row.message.msg_id} data-testid="system-message">
          {systemText(state, row.message)}
        </li>
      );
    case 'pending': {
      const id = row.entry.command.client_msg_id;
      const { client } = session.model;
      return <PendingBubble {...row} onRetry={() => client.retry(id)} onDiscard={() => client.discard(id)} />;
    }
    case 'message':
      return <MessageRow {...{ chat, shown, marked, actions }} row={row} />;
  }
}

function MessageRow({ row, chat, shown, marked, actions }: RowProps & { row: Extract<Row, { kind: 'message' }> }) {
  const { state: watched, model } = useSession();
  const state = watched.value;
  const { message, first, last } = row;
  const answered = message.reply_to;
  const source = answered ? (shown.find(({ msg_id }) => msg_id === answered) ?? state.quoted.get(answered)) : undefined;
  useEffect(() => {
    if (answered && !source) void model.needQuote(message.chat_id, answered);
  }, [answered, source, message.chat_id, model]);
  const mine = message.sender === state.me;
  const names = chat.chat.type === 'group' && !mine ? { sender: nameOf(state, message.sender ?? '') } : {};
  const ticks = mine ? { tick: tickOf(chat, message), tickTitle: countsOf(chat, message) } : {};
  const quote = answered ? quoteOf(state, source) : undefined;
  const here = marked === message.msg_id;
  return <Bubble {...{ message, mine, first, last, quote, actions }} marked={here} {...names} {...ticks} />;
}

function quoteOf(state: State, source: Message | undefined): Quote {
  if (!source) return { name: 'Reply', text: 'to an earlier message' };
  const text = source.deleted_at ? 'Message deleted' : (source.content ?? source.file?.name ?? '');
  return { name: source.sender === state.me ? 'You' : nameOf(state, source.sender ?? ''), text: text.slice(0, 200) };
}
