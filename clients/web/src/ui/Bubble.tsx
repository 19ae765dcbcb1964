import { memo } from 'preact/compat';
import { type Message, type Outgoing } from '@parley/client';
import { timeOf, wholeTimeOf } from '../format.ts';
import { useSession } from '../session.ts';
import { codeInWords } from './action.ts';
import { Attachment } from './Attachment.tsx';
import { Avatar } from './Avatar.tsx';
import { MoreIcon, ReplyIcon } from './icons.tsx';
import { Text } from './Text.tsx';
import { Ticks, type Tick } from './Ticks.tsx';

export interface Quote {
  name: string;
  text: string;
}

/** What can be done with a message; the same functions for as long as the talk is open. */
export interface MessageActions {
  reply?: (message: Message) => void;
  menu: (message: Message) => void;
  react: (message: Message, emoji: string) => void;
  jump: (msgId: string) => void;
}

interface BubbleProps {
  message: Message;
  mine: boolean;
  /** The display name of the sender, where a group needs one. */
  sender?: string;
  first: boolean;
  last: boolean;
  tick?: Tick;
  tickTitle?: string;
  quote?: Quote;
  /** Somebody came here from elsewhere. */
  marked: boolean;
  actions: MessageActions;
}

/** One message. Its text is only ever set as text. */
export const Bubble = memo(
  function Bubble(props: BubbleProps) {
    const { message, mine, sender, first, last, tick, tickTitle, quote, marked, actions } = props;
    const deleted = message.deleted_at !== undefined;
    return (
      <li
        class={`line${mine ? ' is-mine' : ''}${first ? ' is-first' : ''}${last ? ' is-last' : ''}${marked ? ' is-marked' : ''}`}
        data-row
        data-testid="message"
        data-msg-id={message.msg_id}
        data-client-msg-id={message.client_msg_id}
        data-mine={mine}
        data-status={tick}
        tabIndex={-1}
      >
        {sender !== undefined && last && <Avatar id={message.sender ?? ''} name={sender} small />}
        <div class={`bubble${deleted ? ' is-deleted' : ''}`}>
          {sender !== undefined && first && (
            <span class="bubble-sender" dir="auto">
              {sender}
            </span>
          )}
          {quote && <QuoteBlock quote={quote} onClick={() => actions.jump(message.reply_to!)} />}
          {message.file && !deleted && <Attachment chatId={message.chat_id} file={message.file} />}
          {deleted ? (
            <em>Message deleted</em>
          ) : (
            message.content && <Text text={message.content} mentions={message.mentions} />
          )}
          <span class="bubble-meta">
            {message.edited_at && !deleted && 'edited '}
            <time dateTime={message.created_at} title={wholeTimeOf(message.created_at)}>
              {timeOf(message.created_at)}
            </time>
            {tick && <Ticks tick={tick} title={tickTitle} />}
          </span>
          {!!message.reactions?.length && (
            <span class="reactions">
              {message.reactions.map(({ emoji, count, me }) => (
                <button
                  class={`reaction${me ? ' is-me' : ''}`}
                  key={emoji}
                  tabIndex={-1}
                  aria-pressed={me}
                  aria-label={`${emoji} ${count}`}
                  data-testid="reaction"
                  onClick={() => actions.react(message, emoji)}
                >
                  {emoji} {count}
                </button>
              ))}
            </span>
          )}
        </div>
        {!deleted && <Tools message={message} actions={actions} />}
      </li>
    );
  },
  (a, b) =>
    a.message === b.message &&
    a.sender === b.sender &&
    a.first === b.first &&
    a.last === b.last &&
    a.tick === b.tick &&
    a.tickTitle === b.tickTitle &&
    a.quote?.text === b.quote?.text &&
    a.marked === b.marked &&
    a.actions === b.actions,
);

/** Not in the order of Tab, which would lead through hundreds of them: Enter on a message opens the same. */
function Tools({ message, actions }: { message: Message; actions: MessageActions }) {
  const { reply, menu } = actions;
  return (
    <span class="tools">
      {reply && (
        <button
          class="icon-button"
          tabIndex={-1}
          aria-label="Reply"
          title="Reply"
          onClick={() => reply(message)}
          data-testid="reply"
        >
          <ReplyIcon size={16} />
        </button>
      )}
      <button
        class="icon-button"
        tabIndex={-1}
        aria-label="More"
        title="React, edit, delete … (Enter)"
        onClick={() => menu(message)}
        data-testid="more"
      >
        <MoreIcon size={16} />
      </button>
    </span>
  );
}

interface PendingProps {
  entry: Outgoing;
  first: boolean;
  last: boolean;
  onRetry: () => void;
  onDiscard: () => void;
}

/** A message on its way, or one that did not make it. */
export function PendingBubble({ entry, first, last, onRetry, onDiscard }: PendingProps) {
  const { command, failure, queuedAt } = entry;
  const { uploads } = useSession();
  const file = command.type === 'message' && command.file_id ? uploads.known.get(command.file_id) : undefined;
  const tick: Tick = failure ? 'failed' : 'waiting';
  const text = 'content' in command ? (command.content ?? '') : '';
  const mentions = command.type === 'message' ? command.mentions : undefined;
  return (
    <li
      class={`line is-mine is-pending${first ? ' is-first' : ''}${last ? ' is-last' : ''}`}
      data-row
      data-testid="message"
      data-client-msg-id={command.client_msg_id}
      data-mine="true"
      data-status={tick}
      tabIndex={-1}
    >
      <div class={`bubble${failure ? ' is-failed' : ''}`}>
        {file && <Attachment chatId={command.chat_id} file={file} />}
        {text && <Text text={text} mentions={mentions} />}
        <span class="bubble-meta">
          <time>{timeOf(new Date(queuedAt).toISOString())}</time>
          <Ticks tick={tick} />
        </span>
      </div>
      {failure && (
        <div class="failed" role="group" aria-label="Not sent">
          <span>{failure.message ?? codeInWords(failure.code)}</span>
          <button class="quiet" onClick={onRetry} data-testid="retry">
            Try again
          </button>
          <button class="quiet" onClick={onDiscard} data-testid="discard">
            Discard
          </button>
        </div>
      )}
    </li>
  );
}

function QuoteBlock({ quote, onClick }: { quote: Quote; onClick: () => void }) {
  return (
    <button type="button" class="quote" dir="auto" tabIndex={-1} onClick={onClick} data-testid="quote">
      <b>{quote.name}</b>
      <span>{quote.text}</span>
    </button>
  );
}
