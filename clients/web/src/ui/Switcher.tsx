import { useState } from 'preact/hooks';
import { chatsByActivity, titleOf, type State } from '@parley/client';
import { countOf } from '../format.ts';
import { useSession } from '../session.ts';
import { PEOPLE, USER_ID } from '../tokens.ts';
import { goToChat } from '../window.ts';
import { useAction } from './action.ts';
import { Avatar } from './Avatar.tsx';
import { Dialog } from './Dialog.tsx';
import { focusComposer } from './focus.ts';
import { FormError } from './NewChatDialogs.tsx';

interface Choice {
  key: string;
  title: string;
  hint?: string;
  unread?: number;
  group?: boolean;
  chatId?: string;
  user?: string;
}

const OFFERED = 9;

/** Chats first, those with something unread before the others while nothing is typed; then people one has no chat with. */
export function choicesFor(state: State, query: string): Choice[] {
  const wanted = query.trim().toLocaleLowerCase();
  const fits = (text: string) => text.toLocaleLowerCase().includes(wanted);
  const all = chatsByActivity(state);
  const sorted = wanted ? all : [...all.filter(({ chat }) => chat.unread), ...all.filter(({ chat }) => !chat.unread)];
  const chats = sorted
    .map((chat) => ({
      key: chat.chat.chat_id,
      chatId: chat.chat.chat_id,
      title: titleOf(state, chat),
      user: chat.chat.peer?.user ?? '',
      unread: chat.chat.unread,
      group: chat.chat.type === 'group',
    }))
    .filter(({ title, user }) => fits(title) || fits(user));
  const known = new Set(all.flatMap(({ chat }) => chat.peer?.user ?? []));
  const typed = USER_ID.test(query.trim()) ? [query.trim()] : [];
  const people = [...new Set([...PEOPLE, ...state.names.keys(), ...typed])]
    .filter((user) => wanted && user !== state.me && !known.has(user))
    .filter((user) => fits(user) || fits(state.names.get(user) ?? ''))
    .map((user) => ({ key: `@${user}`, user, title: state.names.get(user) ?? user, hint: 'New chat' }));
  return [...chats, ...people].slice(0, OFFERED);
}

/** Ctrl-K: a few letters and Enter lead to any chat, or begin one. */
export function Switcher({ onClose }: { onClose: () => void }) {
  const { state, model } = useSession();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const { error, run } = useAction();
  const choices = choicesFor(state.value, query);
  const current = choices[Math.min(at, choices.length - 1)];
  const pick = (choice: Choice) =>
    run(async () => {
      const chatId = choice.chatId ?? (await model.createDirect(choice.user!)).chat_id;
      onClose();
      goToChat(chatId);
      setTimeout(focusComposer);
    });
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step && choices.length) {
      event.preventDefault();
      setAt((Math.min(at, choices.length - 1) + step + choices.length) % choices.length);
    }
    if (event.key === 'Enter' && current) {
      event.preventDefault();
      void pick(current);
    }
  };
  return (
    <Dialog title="Go to" onClose={onClose} testId="switcher">
      <input
        role="combobox"
        aria-label="Go to a chat or a person"
        aria-expanded="true"
        aria-controls="switcher-list"
        aria-autocomplete="list"
        aria-activedescendant={current && `switch-${current.key}`}
        autocomplete="off"
        autocapitalize="none"
        autofocus
        spellcheck={false}
        dir="auto"
        placeholder="A chat or a person"
        value={query}
        data-testid="switcher-input"
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <ul class="switch-list" role="listbox" id="switcher-list" aria-label="Chats and people">
        {choices.map((choice) => (
          <li
            key={choice.key}
            id={`switch-${choice.key}`}
            role="option"
            aria-selected={choice === current}
            class={choice === current ? 'is-current' : ''}
            data-testid="switcher-option"
            onClick={() => void pick(choice)}
          >
            <Avatar id={choice.user || choice.key} name={choice.title} group={choice.group ?? false} small />
            <span class="switch-title" dir="auto">
              {choice.title}
            </span>
            {choice.hint && <span class="muted">{choice.hint}</span>}
            {!!choice.unread && <span class="badge">{countOf(choice.unread)}</span>}
          </li>
        ))}
      </ul>
      {!choices.length && <p class="muted">Nobody and nothing has such a name.</p>}
      <FormError error={error} />
    </Dialog>
  );
}
