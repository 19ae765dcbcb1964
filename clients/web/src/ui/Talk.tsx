import { useEffect, useState } from 'preact/hooks';
import { isOnline, nameOf, titleOf, type Message } from '@parley/client';
import { lastSeenOf } from '../format.ts';
import { useSession } from '../session.ts';
import { goToChat } from '../window.ts';
import { Avatar } from './Avatar.tsx';
import { Composer } from './Composer.tsx';
import { BackIcon, PeopleIcon } from './icons.tsx';
import { MembersDialog } from './MembersDialog.tsx';
import { Timeline } from './Timeline.tsx';

/** One chat: who it is with, what was said, and where to write. */
export function Talk({ chatId, member }: { chatId: string; member: boolean }) {
  const { model, state, uploads } = useSession();
  const [dropping, setDropping] = useState(false);
  const [replyTo, setReplyTo] = useState<Message | undefined>();
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
          id={chat.chat.peer?.user ?? chatId}
          name={title}
          group={chat.chat.type === 'group'}
          online={isOnline(state.value, chat)}
        />
        <div class="talk-titles">
          <h2 dir="auto" data-testid="talk-title">
            {title}
          </h2>
          <p class="muted" data-testid="talk-subtitle">
            {subtitle(chatId, state.value, chat)}
          </p>
        </div>
        <button
          class="icon-button"
          aria-label="Details"
          title="Details"
          onClick={() => setDetails(true)}
          data-testid="details"
        >
          <PeopleIcon />
        </button>
      </header>
      <Timeline
        chat={chat}
        onReload={failed && !chat.opened ? open : undefined}
        onReply={member ? setReplyTo : undefined}
      />
      {member ? (
        <Composer chatId={chatId} replyTo={replyTo} onReplied={() => setReplyTo(undefined)} />
      ) : (
        <p class="not-member" role="status" data-testid="not-member">
          You are no longer in this chat.
        </p>
      )}
      {details && <MembersDialog chat={chat} onClose={() => setDetails(false)} />}
    </section>
  );
}

function subtitle(
  chatId: string,
  state: ReturnType<typeof useSession>['state']['value'],
  { chat }: { chat: { type: string; members: number; peer?: { user: string } } },
): string {
  const typing = state.typing.filter((entry) => entry.chatId === chatId).map(({ user }) => nameOf(state, user));
  if (typing.length) return `${typing.join(', ')} ${typing.length > 1 ? 'are' : 'is'} writing…`;
  if (chat.type === 'group') return chat.members ? `${chat.members} ${chat.members === 1 ? 'member' : 'members'}` : '';
  const seen = chat.peer && state.presence.get(chat.peer.user);
  if (seen?.status === 'online') return 'online';
  return seen?.status === 'offline' && seen.lastSeen
    ? `last seen ${lastSeenOf(seen.lastSeen)}`
    : `@${chat.peer?.user ?? ''}`;
}
