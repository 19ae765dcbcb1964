import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { compareMsgIds, nameOf, pendingOf, type ChatState, type Message, type State } from '@parley/client';
import { dayOf } from '../format.ts';
import { useSession } from '../session.ts';
import { windowFocused } from '../window.ts';
import { Bubble, PendingBubble, type Quote } from './Bubble.tsx';
import { DownIcon } from './icons.tsx';
import { rowsOf, type Row } from './rows.ts';
import { useAnchoredScroll } from './scroll.ts';
import { systemText } from './system.ts';
import { countsOf, tickOf } from './tick.ts';

/** Older messages are asked for this far before the top, in CSS pixels. */
const LOAD_BEFORE = 600;
/** At the end of the talk no more than this is kept in the page. */
const KEPT_AT_END = 300;

interface TimelineProps {
  chat: ChatState;
  onReply: ((message: Message) => void) | undefined;
  /** There when the newest messages could not be loaded. */
  onReload: (() => void) | undefined;
}

/** The talk itself: loads upwards, keeps the reader's place, and says what was read only when it was seen. */
export function Timeline({ chat, onReply, onReload }: TimelineProps) {
  const { me, model, state } = useSession();
  const chatId = chat.chat.chat_id;
  const { box, atEnd, toEnd, moved } = useAnchoredScroll();
  const [behind, setBehind] = useState(false);
  const [failed, setFailed] = useState(false);
  const divider = useDivider(chat, behind);
  const newestOther = chat.messages.findLast(({ sender }) => sender !== undefined && sender !== me);
  const seenUpTo = useRef<string | undefined>(undefined);

  const placed = useRef(false);
  useLayoutEffect(() => {
    // Whoever comes back begins where they left off, if that is among what was loaded.
    if (placed.current || !chat.opened) return;
    placed.current = true;
    const mark = box.current?.querySelector<HTMLElement>('.divider');
    const loaded = chat.messages.filter(({ sender }) => sender && sender !== me).length;
    if (!mark || loaded < chat.chat.unread || !box.current) return;
    box.current.scrollTop = mark.offsetTop - box.current.clientHeight / 4;
    moved();
    setBehind(!atEnd());
  });

  const loadOlder = useCallback(() => {
    const element = box.current;
    const now = model.state.chats.get(chatId);
    if (!element || element.scrollTop > LOAD_BEFORE || !now?.opened || now.reachesStart) return;
    setFailed(false);
    model.loadOlder(chatId).catch(() => setFailed(true));
  }, [chatId]);

  useEffect(() => {
    if (atEnd()) seenUpTo.current = chat.messages.at(-1)?.msg_id;
    loadOlder();
    if (atEnd() && chat.messages.length > 2 * KEPT_AT_END) model.dispatch({ type: 'trim', chatId, keep: KEPT_AT_END });
  });
  useEffect(() => {
    const unseen = newestOther && compareMsgIds(newestOther.msg_id, chat.chat.read) > 0;
    if (unseen && windowFocused.value && !behind && atEnd()) model.client.read(chatId, newestOther.msg_id);
  }, [newestOther?.msg_id, chat.chat.read, windowFocused.value, behind]);

  const onScroll = () => {
    moved();
    setBehind(!atEnd());
    loadOlder();
  };
  const pending = pendingOf(state.value, chatId);
  const rows = rowsOf(me, chat.messages, pending, divider);
  // Whoever sends wants to see it, wherever they were.
  const newestOwn = pending.at(-1)?.command.client_msg_id;
  useEffect(() => {
    if (newestOwn) toEnd();
  }, [newestOwn]);

  return (
    <div class="timeline-wrap">
      <div
        class="timeline"
        ref={box}
        onScroll={onScroll}
        tabIndex={0}
        role="region"
        aria-label="Messages"
        data-testid="timeline"
      >
        {!chat.reachesStart && (
          <p class="timeline-top" data-testid="older">
            {failed || onReload ? (
              <button class="quiet" onClick={onReload ?? loadOlder} data-testid="reload">
                Messages could not be loaded. Try again
              </button>
            ) : (
              'Loading…'
            )}
          </p>
        )}
        <ol class="lines" data-testid="messages">
          {rows.map((row) => renderRow(row, chat, state.value, model.client, onReply))}
        </ol>
      </div>
      {behind && <NewBelow count={newerThan(chat, seenUpTo.current, me)} onClick={toEnd} />}
      <Announcer chat={chat} />
    </div>
  );
}

function newerThan(chat: ChatState, seen: string | undefined, me: string): number {
  return chat.messages.filter(({ msg_id, sender }) => sender && sender !== me && compareMsgIds(msg_id, seen) > 0)
    .length;
}

function NewBelow({ count, onClick }: { count: number; onClick: () => void }) {
  return (
    <button
      class="new-below"
      onClick={onClick}
      data-testid="to-end"
      aria-label={count ? `${count} new, go down` : 'Go down'}
    >
      {count > 0 && <span>{count} new</span>}
      <DownIcon size={18} />
    </button>
  );
}

/** The divider stands above what was unread when the talk was opened, or came while nobody looked, and stays there. */
function useDivider(chat: ChatState, behind: boolean): string | undefined {
  const at = useRef<string | undefined>(undefined);
  const { unread, read } = chat.chat;
  // Nothing read yet: everything by others is unread, and every id is later than the empty one.
  if (at.current === undefined && unread > 0 && (!windowFocused.value || behind || !chat.opened))
    at.current = read ?? '';
  const first = useRef(true);
  if (first.current) {
    first.current = false;
    if (unread > 0) at.current = read ?? '';
  }
  return at.current;
}

/** New messages of others, alone, for screen readers; history that is loaded is not announced. */
function Announcer({ chat }: { chat: ChatState }) {
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

function renderRow(
  row: Row,
  chat: ChatState,
  state: State,
  client: { retry(id: string): void; discard(id: string): void },
  onReply: ((message: Message) => void) | undefined,
) {
  switch (row.kind) {
    case 'day':
      return (
        <li class="day" key={row.key}>
          <span>{dayOf(row.iso)}</span>
        </li>
      );
    case 'divider':
      return (
        <li class="divider" key={row.key} data-testid="unread-divider">
          <span>New messages</span>
        </li>
      );
    case 'system':
      return (
        <li class="system" key={row.key} data-row data-testid="system-message">
          {systemText(state, row.message)}
        </li>
      );
    case 'pending': {
      const id = row.entry.command.client_msg_id;
      return (
        <PendingBubble {...row} key={row.key} onRetry={() => client.retry(id)} onDiscard={() => client.discard(id)} />
      );
    }
    case 'message': {
      const { message, first, last, key } = row;
      const mine = message.sender === state.me;
      const names = chat.chat.type === 'group' && !mine ? { sender: nameOf(state, message.sender ?? '') } : {};
      const ticks = mine ? { tick: tickOf(chat, message), tickTitle: countsOf(chat, message) } : {};
      const quote = quoteOf(state, chat, message);
      return <Bubble key={key} {...{ message, mine, first, last, quote, onReply }} {...names} {...ticks} />;
    }
  }
}

function quoteOf(state: State, chat: ChatState, message: Message): Quote | undefined {
  if (!message.reply_to) return undefined;
  const source = chat.messages.find(({ msg_id }) => msg_id === message.reply_to);
  if (!source) return { name: 'Reply', text: 'to an earlier message' };
  const text = source.deleted_at ? 'Message deleted' : (source.content ?? source.file?.name ?? '');
  return { name: source.sender === state.me ? 'You' : nameOf(state, source.sender ?? ''), text: text.slice(0, 200) };
}
