import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isMember } from '@parley/client';
import { useSession } from '../session.ts';
import { goToChat, openChatId } from '../window.ts';
import { Banner } from './Banner.tsx';
import { ChatList } from './ChatList.tsx';
import { DirectDialog, GroupDialog } from './NewChatDialogs.tsx';
import { FrameDrawer } from './FrameDrawer.tsx';
import { focusComposer, writes } from './focus.ts';
import { Replaced } from './Replaced.tsx';
import { Switcher } from './Switcher.tsx';
import { Talk } from './Talk.tsx';

/** The page: the list, the talk, and a drawer that looks behind them. On a phone one of them at a time. */
export function App() {
  const { drawer, state, search: found } = useSession();
  const [dialog, setDialog] = useState<'direct' | 'group' | 'switch' | undefined>();
  const search = useRef<HTMLInputElement>(null);
  const chatId = openChatId.value;

  // As soon as the page is seen: who is quick presses keys before the browser has painted it.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setDialog('switch');
      } else if (writes(event)) focusComposer();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  const searchIn = (id: string) => {
    found.chatId.value = id;
    // On a phone the list has to come first.
    if (!search.current?.offsetParent) goToChat(undefined);
    setTimeout(() => search.current?.focus());
  };
  const close = () => setDialog(undefined);
  const opened = (id: string) => {
    close();
    goToChat(id);
  };
  const chat = chatId === undefined ? undefined : state.value.chats.get(chatId);
  return (
    <main class={`app${chatId === undefined ? ' at-list' : ' at-talk'}${drawer.value ? ' has-drawer' : ''}`}>
      <h1 class="sr">Parley</h1>
      <Banner />
      <section class="side" aria-label="Chats">
        <ChatList search={search} onDirect={() => setDialog('direct')} onGroup={() => setDialog('group')} />
      </section>
      <div class="talk-pane">
        {chat ? (
          <Talk
            key={chat.chat.chat_id}
            chatId={chat.chat.chat_id}
            member={isMember(chat)}
            onSearch={() => searchIn(chat.chat.chat_id)}
          />
        ) : (
          <Nothing missing={chatId !== undefined && state.value.loaded} onDirect={() => setDialog('direct')} />
        )}
      </div>
      {drawer.value && <FrameDrawer />}
      {dialog === 'direct' && <DirectDialog onClose={close} onOpened={opened} />}
      {dialog === 'group' && <GroupDialog onClose={close} onOpened={opened} />}
      {dialog === 'switch' && <Switcher onClose={close} />}
      <Replaced />
    </main>
  );
}

function Nothing({ missing, onDirect }: { missing: boolean; onDirect: () => void }) {
  return (
    <div class="nothing">
      <img src="/icon.svg" alt="" width="72" height="72" />
      <p>{missing ? 'There is no such chat, or you are not in it.' : 'Pick a chat, or begin one.'}</p>
      {missing ? (
        <button onClick={() => goToChat(undefined)}>Back to the list</button>
      ) : (
        <button class="primary" onClick={onDirect}>
          New chat
        </button>
      )}
    </div>
  );
}
