import type { RefObject } from 'preact';
import { memo } from 'preact/compat';
import {
  chatsByActivity,
  isMember,
  isOnline,
  nameOf,
  pendingOf,
  titleOf,
  type ChatState,
  type State,
} from '@parley/client';
import { countOf, timeOf, whenOf } from '../format.ts';
import { draftOf } from '../drafts.ts';
import { useSession } from '../session.ts';
import { goToChat, openChatId } from '../window.ts';
import { Avatar } from './Avatar.tsx';
import { BellOffIcon, CloseIcon } from './icons.tsx';
import { SearchResults } from './SearchResults.tsx';
import { SideHead } from './SideHead.tsx';
import { systemText } from './system.ts';
import { Ticks, type Tick } from './Ticks.tsx';
import { tickOf } from './tick.ts';

interface ChatListProps {
  search: RefObject<HTMLInputElement | null>;
  onDirect: () => void;
  onGroup: () => void;
}

/** All chats, last active first, and the messages that have what is looked for. Arrows and Enter pick. */
export function ChatList({ search, onDirect, onGroup }: ChatListProps) {
  const { state, search: looked } = useSession();
  const query = looked.query.value;
  const scope = looked.chatId.value;
  const wanted = query.trim().toLocaleLowerCase();
  const all = chatsByActivity(state.value);
  const matching = wanted ? all.filter((chat) => titleOf(state.value, chat).toLocaleLowerCase().includes(wanted)) : all;
  const shown = scope && wanted ? [] : matching;
  const clear = () => {
    looked.query.value = '';
    looked.chatId.value = undefined;
  };
  const pick = (chatId: string) => {
    clear();
    goToChat(chatId);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && shown[0]) pick(shown[0].chat.chat_id);
    if (event.key === 'Escape') clear();
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      document.querySelector<HTMLElement>('.chat-row, .found-row')?.focus();
    }
  };
  const scoped = scope ? state.value.chats.get(scope) : undefined;
  return (
    <>
      <SideHead onDirect={onDirect} onGroup={onGroup} />
      <div class="side-search">
        {scoped && (
          <span class="chip" data-testid="search-scope">
            <span dir="auto">in {titleOf(state.value, scoped)}</span>
            <button type="button" aria-label="Search in all chats" onClick={() => (looked.chatId.value = undefined)}>
              <CloseIcon size={14} />
            </button>
          </span>
        )}
        <input
          ref={search}
          type="search"
          dir="auto"
          aria-label="Find chats and messages"
          placeholder={scoped ? 'Search in this chat' : 'Search'}
          value={query}
          maxLength={200}
          data-testid="chat-filter"
          onInput={(event) => (looked.query.value = event.currentTarget.value)}
          onKeyDown={onKey}
        />
      </div>
      <div class="side-scroll" onKeyDown={moveFocus}>
        <ul class="chat-list" data-testid="chat-list">
          {shown.map((chat) => (
            <ChatRow
              key={chat.chat.chat_id}
              chat={chat}
              title={titleOf(state.value, chat)}
              line={lastLine(state.value, chat)}
              online={isOnline(state.value, chat)}
              current={openChatId.value === chat.chat.chat_id}
              onPick={pick}
            />
          ))}
        </ul>
        {!shown.length && !scope && <Empty loaded={state.value.loaded} filtered={wanted !== ''} />}
        {wanted && <SearchResults query={query.trim()} chatId={scope} />}
      </div>
    </>
  );
}

interface Line {
  text: string;
  tick?: Tick;
  draft?: boolean;
}

interface RowProps {
  chat: ChatState;
  title: string;
  line: Line;
  online: boolean;
  current: boolean;
  onPick: (chatId: string) => void;
}

const ChatRow = memo(
  function ChatRow({ chat: { chat, last }, title, line, online, current, onPick }: RowProps) {
    const at = last?.created_at ?? chat.created_at;
    return (
      <li>
        <button
          class={`chat-row${current ? ' is-current' : ''}`}
          aria-current={current ? 'true' : undefined}
          data-testid="chat-row"
          data-chat-id={chat.chat_id}
          data-chat-title={title}
          onClick={() => onPick(chat.chat_id)}
        >
          <Avatar id={chat.peer?.user ?? chat.chat_id} name={title} group={chat.type === 'group'} online={online} />
          <span class="chat-row-text">
            <span class="chat-row-top">
              <span class="chat-title" dir="auto">
                {title}
              </span>
              {online && <span class="sr">online</span>}
              {chat.muted && <BellOffIcon size={14} />}
              <time class="chat-when" dateTime={at} title={timeOf(at)}>
                {whenOf(at)}
              </time>
            </span>
            <span class="chat-row-bottom">
              <span class="chat-last" dir="auto" data-testid="chat-last">
                {line.tick && <Ticks tick={line.tick} />}
                {line.draft && <em class="draft">Draft: </em>}
                {line.text}
              </span>
              {chat.mentions > 0 && (
                <span class="badge is-mention" data-testid="mentioned">
                  @<span class="sr"> you are mentioned</span>
                </span>
              )}
              {chat.unread > 0 && (
                <span class={`badge${chat.muted ? ' is-muted' : ''}`} data-testid="unread">
                  {countOf(chat.unread)}
                  <span class="sr"> unread</span>
                </span>
              )}
            </span>
          </span>
        </button>
      </li>
    );
  },
  (a, b) =>
    a.chat === b.chat &&
    a.title === b.title &&
    a.current === b.current &&
    a.online === b.online &&
    a.line.text === b.line.text &&
    a.line.tick === b.line.tick &&
    a.line.draft === b.line.draft,
);

function lastLine(state: State, chat: ChatState): Line {
  const { chat_id: chatId, type } = chat.chat;
  const typing = state.typing.find((entry) => entry.chatId === chatId);
  if (typing) return { text: `${nameOf(state, typing.user)} is writing…` };
  const draft = openChatId.value === chatId ? '' : draftOf(state.me, chatId);
  if (draft) return { text: draft, draft: true };
  const pending = pendingOf(state, chatId).at(-1);
  if (pending && 'content' in pending.command) {
    return { text: pending.command.content ?? '', tick: pending.failure ? 'failed' : 'waiting' };
  }
  const { last } = chat;
  if (!last) return { text: isMember(chat) ? 'Nothing said yet' : '' };
  if (last.deleted_at) return { text: 'Message deleted' };
  if (last.msg_type === 'system') return { text: systemText(state, last) };
  const text = last.content ?? last.file?.name ?? '';
  if (last.sender === state.me) return { text, tick: tickOf(chat, last) };
  return { text: type === 'group' ? `${nameOf(state, last.sender ?? '')}: ${text}` : text };
}

function Empty({ loaded, filtered }: { loaded: boolean; filtered: boolean }) {
  if (!loaded) return <p class="side-empty">Loading…</p>;
  return <p class="side-empty">{filtered ? 'No chat has such a name.' : 'No chats yet. Begin one above.'}</p>;
}

/** Arrow keys walk over the rows. */
function moveFocus(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (!step) return;
  const rows = [...document.querySelectorAll<HTMLElement>('.chat-row, .found-row')];
  const next = rows[rows.indexOf(document.activeElement as HTMLElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
