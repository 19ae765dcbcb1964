import { useId, useState } from 'preact/hooks';
import { useSession } from '../session.ts';
import { PEOPLE, USER_ID } from '../tokens.ts';
import { CloseIcon } from './icons.tsx';

interface PeopleInputProps {
  label: string;
  chosen: string[];
  onChange: (chosen: string[]) => void;
  /** Who is not offered. */
  without?: string[];
  testId: string;
}

/** Picks people by their ids: type a name and press Enter, a comma or a space; or pick one that is offered. */
export function PeopleInput({ label, chosen, onChange, without = [], testId }: PeopleInputProps) {
  const { me, state } = useSession();
  const [text, setText] = useState('');
  const id = useId();
  const known = new Set<string>([...PEOPLE, ...state.value.names.keys()]);
  const offered = [...known]
    .filter((user) => user !== me && !chosen.includes(user) && !without.includes(user))
    .filter((user) => user.toLowerCase().startsWith(text.toLowerCase()))
    .slice(0, 6);

  const add = (names: string[]) => {
    const fresh = names.filter((name) => USER_ID.test(name) && name !== me && !chosen.includes(name));
    if (fresh.length) onChange([...chosen, ...new Set(fresh)]);
    setText('');
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if ((event.key === 'Enter' || event.key === ',' || event.key === ' ') && text.trim()) {
      event.preventDefault();
      add(text.split(/[\s,]+/));
    }
    if (event.key === 'Backspace' && !text && chosen.length) onChange(chosen.slice(0, -1));
  };
  return (
    <div class="people-input">
      <label for={id}>{label}</label>
      <div class="people-box">
        {chosen.map((user) => (
          <span class="chip" key={user}>
            {user}
            <button
              type="button"
              aria-label={`Take out ${user}`}
              onClick={() => onChange(chosen.filter((one) => one !== user))}
            >
              <CloseIcon size={14} />
            </button>
          </span>
        ))}
        <input
          id={id}
          data-testid={testId}
          value={text}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          placeholder={chosen.length ? '' : 'a name, Enter'}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKey}
          onBlur={() => add(text.split(/[\s,]+/))}
        />
      </div>
      <div class="offers">
        {offered.map((user) => (
          <button type="button" class="offer" key={user} onClick={() => add([user])}>
            + {user}
          </button>
        ))}
      </div>
    </div>
  );
}
