import { useEffect, useMemo, useState } from 'preact/hooks';
import { isOnline, nameOf, titleOf, type ChatState, type Message, type State } from '@parley/client';
import { lastSeenOf } from '../format.ts';
import { useSession } from '../session.ts';
import { goToChat } from '../window.ts';
import { Avatar } from './Avatar.tsx';
import { type MessageActions } from './Bubble.tsx';
import { Composer, type Writing } from './Composer.tsx';
import { FailedChanges } from './FailedChanges.tsx';
import { focusComposer } from './focus.ts';
import { BackIcon, PeopleIcon, SearchIcon } from './icons.tsx';
import { MembersDialog } from './MembersDialog.tsx';
import { MessageMenu, react } from './MessageMenu.tsx';
import { Timeline } from './Timeline.tsx';

/** One chat: who it is with, what was said, and where to write. */
export function Talk({ chatId, member, onSearch }: { chatId: string; member: boolean; onSearch: () => void }) {
  const { model, state, uploads, spots } = useSession();
  const [dropping, setDropping] = useState(false);
  const [writing, setWriting] = useState<Writing>({});
  const [menu, setMenu] = useState<Message | undefined>();
  const [failed, setFailed] = useState(false);
  const [details, setDetails] = useState(false);
  const chat = state.value.chats.get(chatId)!;
  const title = titleOf(state.value, chat);

  // Without a connection it is opened again as soon as there is one.
  const open = () => {
    setFailed(false);
    model.openChat(chatId).catch(() => setFailed(true));
  };
  useEffect(() => {
    open();
    return () => model.closeChat(chatId);
  }, [chatId]);
  const actions: MessageActions = useMemo(
    () => ({
      ...(member ? { reply: (message: Message) => setWriting({ replyTo: message }) } : {}),
      menu: setMenu,
      react: (message, emoji) => react(model, message, emoji),
      jump: (msgId) => spots.goTo({ chatId, msgId }),
    }),
    [chatId, member],
  );
  const closeMenu = () => {
    setMenu(undefined);
    // Who came by the arrow keys goes on there; everybody else goes on writing.
    setTimeout(() => document.activeElement?.matches('[data-testid=message]') || focusComposer());
  };

  const onDrag = (event: DragEvent) => {
    if (!member || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    setDropping(event.type === 'dragover');
    if (event.type === 'drop') uploads.add(chatId, [...event.dataTransfer.files]);
  };
  return (
    <section
      class={dropping ? 'talk is-dropping' : 'talk'}
      onDragOver={onDrag}
      onDragLeave={onDrag}
      onDrop={onDrag}
      aria-label={title}
      data-testid="talk"
      data-chat-id={chatId}
      data-group={chat.chat.type === 'group'}
    >
      <TalkHead chat={chat} title={title} onSearch={onSearch} onDetails={() => setDetails(true)} />
      <Timeline chat={chat} onReload={failed && !chat.opened ? open : undefined} actions={actions} />
      <FailedChanges chatId={chatId} />
      {member ? (
        <Composer chatId={chatId} writing={writing} onWriting={setWriting} />
      ) : (
        <p class="not-member" role="status" data-testid="not-member">
          You are no longer in this chat.
        </p>
      )}
      {details && <MembersDialog chat={chat} onClose={() => setDetails(false)} />}
      {menu && (
        <MessageMenu
          chat={chat}
          message={menu}
          onReply={() => setWriting({ replyTo: menu })}
          onEdit={() => setWriting({ editing: menu })}
          onClose={closeMenu}
        />
      )}
    </section>
  );
}

interface HeadProps {
  chat: ChatState;
  title: string;
  onSearch: () => void;
  onDetails: () => void;
}

function TalkHead({ chat, title, onSearch, onDetails }: HeadProps) {
  const { state } = useSession();
  const group = chat.chat.type === 'group';
  return (
    <header class="talk-head">
      <button
        class="icon-button back"
        aria-label="Back to the list"
        onClick={() => goToChat(undefined)}
        data-testid="back"
      >
        <BackIcon />
      </button>
      <Avatar
        id={chat.chat.peer?.user ?? chat.chat.chat_id}
        name={title}
        group={group}
        online={isOnline(state.value, chat)}
      />
      <div class="talk-titles">
        <h2 dir="auto" data-testid="talk-title">
          {title}
        </h2>
        <p class="muted" data-testid="talk-subtitle">
          {subtitle(state.value, chat)}
        </p>
      </div>
      <button
        class="icon-button"
        aria-label="Search in this chat"
        title="Search in this chat"
        onClick={onSearch}
        data-testid="search-here"
      >
        <SearchIcon />
      </button>
      <button class="icon-button" aria-label="Details" title="Details" onClick={onDetails} data-testid="details">
        <PeopleIcon />
      </button>
    </header>
  );
}

function subtitle(state: State, { chat }: ChatState): string {
  const typing = state.typing.filter(({ chatId }) => chatId === chat.chat_id).map(({ user }) => nameOf(state, user));
  if (typing.length) return `${typing.join(', ')} ${typing.length > 1 ? 'are' : 'is'} writing…`;
  if (chat.type === 'group') return chat.members ? `${chat.members} ${chat.members === 1 ? 'member' : 'members'}` : '';
  const seen = chat.peer && state.presence.get(chat.peer.user);
  if (seen?.status === 'online') return 'online';
  return seen?.status === 'offline' && seen.lastSeen
    ? `last seen ${lastSeenOf(seen.lastSeen)}`
    : `@${chat.peer?.user ?? ''}`;
}
