import { useState } from 'preact/hooks';
import { freshId } from '@parley/client';
import { useSession } from '../session.ts';
import { PEOPLE, USER_ID } from '../tokens.ts';
import { useAction } from './action.ts';
import { Avatar } from './Avatar.tsx';
import { Dialog } from './Dialog.tsx';
import { PeopleInput } from './PeopleInput.tsx';

interface Props {
  onClose: () => void;
  onOpened: (chatId: string) => void;
}

/** A talk with one other person. */
export function DirectDialog({ onClose, onOpened }: Props) {
  const { me, model } = useSession();
  const [user, setUser] = useState('');
  const { busy, error, run } = useAction();
  const begin = (other: string) => run(async () => onOpened((await model.createDirect(other)).chat_id));
  const valid = USER_ID.test(user) && user !== me;
  return (
    <Dialog title="New chat" onClose={onClose} testId="direct-dialog">
      <ul class="pick-list">
        {PEOPLE.filter((person) => person !== me).map((person) => (
          <li key={person}>
            <button class="pick" disabled={busy} onClick={() => begin(person)} data-testid={`direct-${person}`}>
              <Avatar id={person} name={person} />
              {person}
            </button>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (valid) void begin(user);
        }}
      >
        <label for="direct-user">Somebody else</label>
        <div class="row">
          <input
            id="direct-user"
            data-testid="direct-user"
            value={user}
            maxLength={64}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            placeholder="a name"
            onInput={(event) => setUser(event.currentTarget.value.trim())}
          />
          <button class="primary" type="submit" disabled={!valid || busy} data-testid="direct-create">
            Begin
          </button>
        </div>
        <FormError error={user === me ? 'That is you.' : error} />
      </form>
    </Dialog>
  );
}

/** A group with a name and people. Pressing twice, or a lost answer, makes one group: the id stays the dialog's. */
export function GroupDialog({ onClose, onOpened }: Props) {
  const { model } = useSession();
  const [name, setName] = useState('');
  const [people, setPeople] = useState<string[]>([]);
  const [clientChatId] = useState(freshId);
  const { busy, error, run } = useAction();
  const submit = (event: Event) => {
    event.preventDefault();
    void run(async () => onOpened((await model.createGroup(name.trim(), people, clientChatId)).chat_id));
  };
  return (
    <Dialog title="New group" onClose={onClose} testId="group-dialog">
      <form onSubmit={submit}>
        <label for="group-name">Name</label>
        <input
          id="group-name"
          data-testid="group-name"
          value={name}
          maxLength={100}
          autocomplete="off"
          dir="auto"
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <PeopleInput label="People" chosen={people} onChange={setPeople} testId="group-people" />
        <FormError error={error} />
        <div class="actions">
          <button class="primary" type="submit" disabled={!name.trim() || busy} data-testid="group-create">
            Create
          </button>
        </div>
      </form>
    </Dialog>
  );
}

export function FormError({ error }: { error: string | undefined }) {
  return error ? (
    <p class="form-error" role="alert">
      {error}
    </p>
  ) : null;
}
