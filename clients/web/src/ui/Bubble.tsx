import { memo } from 'preact/compat';
import { type Message, type Outgoing } from '@parley/client';
import { linksIn, onlyEmoji, timeOf, wholeTimeOf } from '../format.ts';
import { useSession } from '../session.ts';
import { codeInWords } from './action.ts';
import { Attachment } from './Attachment.tsx';
import { Avatar } from './Avatar.tsx';
import { ReplyIcon } from './icons.tsx';
import { Ticks, type Tick } from './Ticks.tsx';

export interface Quote {
  name: string;
  text: string;
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
  onReply?: (message: Message) => void;
}

/** One message. Its text is only ever set as text. */
export const Bubble = memo(
  function Bubble({ message, mine, sender, first, last, tick, tickTitle, quote, onReply }: BubbleProps) {
    const deleted = message.deleted_at !== undefined;
    return (
      <li
        class={`line${mine ? ' is-mine' : ''}${first ? ' is-first' : ''}${last ? ' is-last' : ''}`}
        data-row
        data-testid="message"
        data-msg-id={message.msg_id}
        data-client-msg-id={message.client_msg_id}
        data-mine={mine}
        data-status={tick}
      >
        {sender !== undefined && last && <Avatar id={message.sender ?? ''} name={sender} small />}
        <div class={`bubble${deleted ? ' is-deleted' : ''}`}>
          {sender !== undefined && first && <span class="bubble-sender">{sender}</span>}
          {quote && <QuoteBlock quote={quote} />}
          {message.file && !deleted && <Attachment chatId={message.chat_id} file={message.file} />}
          {deleted ? <em>Message deleted</em> : message.content && <Text text={message.content} />}
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
                <span class={`reaction${me ? ' is-me' : ''}`} key={emoji}>
                  {emoji} {count}
                </span>
              ))}
            </span>
          )}
        </div>
        {onReply && !deleted && (
          <button
            class="icon-button reply"
            aria-label="Reply"
            title="Reply"
            onClick={() => onReply(message)}
            data-testid="reply"
          >
            <ReplyIcon size={16} />
          </button>
        )}
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
    a.onReply === b.onReply,
);

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
  return (
    <li
      class={`line is-mine is-pending${first ? ' is-first' : ''}${last ? ' is-last' : ''}`}
      data-row
      data-testid="message"
      data-client-msg-id={command.client_msg_id}
      data-mine="true"
      data-status={tick}
    >
      <div class={`bubble${failure ? ' is-failed' : ''}`}>
        {file && <Attachment chatId={command.chat_id} file={file} />}
        {text && <Text text={text} />}
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

function QuoteBlock({ quote }: { quote: Quote }) {
  return (
    <span class="quote" dir="auto">
      <b>{quote.name}</b>
      <span>{quote.text}</span>
    </span>
  );
}

function Text({ text }: { text: string }) {
  return (
    <span class={`bubble-text${onlyEmoji(text) ? ' is-emoji' : ''}`} dir="auto" data-testid="message-text">
      {linksIn(text).map(({ text: part, href }) =>
        href ? (
          <a href={href} target="_blank" rel="noopener noreferrer nofollow">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </span>
  );
}
