import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { changesOf, compareMsgIds, foreseen, pendingOf, shownOf, type ChatState } from '@parley/client';
import { useSession } from '../session.ts';
import { windowFocused } from '../window.ts';
import { Announcer } from './Announcer.tsx';
import { type MessageActions } from './Bubble.tsx';
import { focusComposer } from './focus.ts';
import { BackIcon, DownIcon } from './icons.tsx';
import { useJump } from './jump.ts';
import { RowView } from './RowView.tsx';
import { rowsOf } from './rows.ts';
import { firstVisible, useAnchoredScroll } from './scroll.ts';

/** Older and newer messages are asked for this far before the edge, in CSS pixels. */
const LOAD_BEFORE = 600;
/** No more messages than this and a page are in the document, however long the talk is. */
const KEPT = 300;
const PART_AT = KEPT + 100;

interface TimelineProps {
  chat: ChatState;
  actions: MessageActions;
  /** There when the newest messages could not be loaded. */
  onReload: (() => void) | undefined;
}

/** The talk itself: loads both ways, keeps the reader's place, and says what was read only when it was seen. */
export function Timeline({ chat, actions, onReload }: TimelineProps) {
  const { me, model, state, spots } = useSession();
  const chatId = chat.chat.chat_id;
  const shown = shownOf(chat);
  const anchored = useAnchoredScroll(shown.reachesEnd);
  const { box, atEnd, toEnd, moved } = anchored;
  const [behind, setBehind] = useState(false);
  const [failed, setFailed] = useState(false);
  const divider = useDivider(chat, behind);
  const newestOther = chat.messages.findLast(({ sender }) => sender !== undefined && sender !== me);
  const seenUpTo = useRef<string | undefined>(undefined);
  const marked = useJump(chatId, anchored, () => setBehind(!atEnd()));

  const placed = useRef(spots.wanted.value?.chatId === chatId);
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

  const loadMore = useCallback(() => {
    const element = box.current;
    const now = model.state.chats.get(chatId);
    if (!element || !now) return;
    setFailed(false);
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    if (element.scrollTop < LOAD_BEFORE) model.loadOlder(chatId).catch(() => setFailed(true));
    if (below < LOAD_BEFORE) model.loadNewer(chatId).catch(() => setFailed(true));
  }, [chatId]);
  useEffect(() => {
    if (atEnd()) seenUpTo.current = chat.messages.at(-1)?.msg_id;
    loadMore();
    const at = box.current && firstVisible(box.current)?.dataset['msgId'];
    if (shown.messages.length > PART_AT && at) model.dispatch({ type: 'part', chatId, at, keep: KEPT });
  });
  useEffect(() => {
    const unseen = newestOther && compareMsgIds(newestOther.msg_id, chat.chat.read) > 0;
    if (unseen && windowFocused.value && !behind && atEnd()) model.client.read(chatId, newestOther.msg_id);
  }, [newestOther?.msg_id, chat.chat.read, windowFocused.value, behind]);

  useEffect(() => {
    spots.here = () => {
      const msgId = atEnd() || !box.current ? undefined : firstVisible(box.current)?.dataset['msgId'];
      return msgId ? { chatId, msgId } : { chatId };
    };
    return () => void (spots.here = () => undefined);
  }, [chatId]);

  const onScroll = () => {
    moved();
    setBehind(!atEnd());
    loadMore();
  };
  const goToEnd = () => {
    spots.back.value = undefined;
    model.toEnd(chatId);
    setTimeout(() => {
      toEnd();
      setBehind(false);
    });
  };
  const pending = shown.reachesEnd ? pendingOf(state.value, chatId) : [];
  const changes = changesOf(state.value, chatId);
  const messages = useMemo(
    () => (changes.length ? shown.messages.map((message) => foreseen(message, changes)) : shown.messages),
    [shown.messages, state.value.outbox],
  );
  const rows = rowsOf(me, messages, pending, divider);
  // Whoever sends wants to see it, wherever they were.
  const newestOwn = pendingOf(state.value, chatId).at(-1)?.command.client_msg_id;
  const lastOwn = useRef(newestOwn);
  useEffect(() => {
    if (newestOwn && newestOwn !== lastOwn.current) goToEnd();
    lastOwn.current = newestOwn;
  }, [newestOwn]);

  return (
    <div class="timeline-wrap">
      <div
        class="timeline"
        ref={box}
        onScroll={onScroll}
        onKeyDown={(event) => walk(event, actions, messages)}
        tabIndex={0}
        role="region"
        aria-label="Messages"
        data-testid="timeline"
      >
        {!shown.reachesStart && (
          <p class="timeline-top" data-testid="older">
            {failed || onReload ? (
              <button class="quiet" onClick={onReload ?? loadMore} data-testid="reload">
                Messages could not be loaded. Try again
              </button>
            ) : (
              'Loading…'
            )}
          </p>
        )}
        <ol class="lines" data-testid="messages">
          {rows.map((row) => (
            <RowView key={row.key} row={row} chat={chat} shown={messages} marked={marked} actions={actions} />
          ))}
        </ol>
      </div>
      {spots.back.value && (
        <button class="go-back" onClick={() => spots.goBack()} data-testid="go-back">
          <BackIcon size={18} /> Back to where you were
        </button>
      )}
      {behind && <NewBelow count={newerThan(chat, seenUpTo.current, me)} onClick={goToEnd} />}
      <Announcer chat={chat} />
    </div>
  );
}

/** Arrow keys walk over the messages, Enter opens what can be done with one, Escape leads back to where one writes. */
function walk(event: KeyboardEvent, actions: MessageActions, messages: ReturnType<typeof shownOf>['messages']): void {
  const box = event.currentTarget as HTMLElement;
  if (event.key === 'Escape') return focusComposer();
  const at = (event.target as HTMLElement).closest<HTMLElement>('[data-testid=message]');
  if (event.key === 'Enter' && event.target === at) {
    // Else the same key would press what has the focus in the menu that opens.
    event.preventDefault();
    const message = messages.find(({ msg_id }) => msg_id === at?.dataset['msgId']);
    if (message) actions.menu(message);
    return;
  }
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (!step) return;
  event.preventDefault();
  const all = [...box.querySelectorAll<HTMLElement>('[data-testid=message]')];
  const bottom = box.scrollTop + box.clientHeight;
  const next = at ? all[all.indexOf(at) + step] : all.findLast((row) => row.offsetTop < bottom);
  next?.focus();
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
