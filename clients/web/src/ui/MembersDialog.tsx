import { useEffect, useState } from 'preact/hooks';
import type { ChatState, Member, Role } from '@parley/client';
import { useSession } from '../session.ts';
import { goToChat } from '../window.ts';
import { useAction } from './action.ts';
import { Avatar } from './Avatar.tsx';
import { Dialog } from './Dialog.tsx';
import { FormError } from './NewChatDialogs.tsx';
import { PeopleInput } from './PeopleInput.tsx';

/** Who may remove whom: an owner anybody else, an admin members. */
export function mayRemove(role: Role | undefined, other: Role): boolean {
  return role === 'owner' || (role === 'admin' && other === 'member');
}

/** Who is in the chat, and what one may do about it. What one may not do is not shown. */
export function MembersDialog({ chat, onClose }: { chat: ChatState; onClose: () => void }) {
  const { me, model } = useSession();
  const { chat_id: chatId, type, role, muted } = chat.chat;
  const group = type === 'group';
  const manages = group && (role === 'owner' || role === 'admin');
  const { busy, error, run } = useAction();
  useEffect(() => void model.refreshChat(chatId).catch(() => {}), [chatId]);
  const leave = () =>
    run(async () => {
      await model.removeMember(chatId, me);
      onClose();
      goToChat(undefined);
    });
  return (
    <Dialog title={group ? 'Group' : 'Chat'} onClose={onClose} testId="members-dialog">
      {manages && <Rename chat={chat} />}
      <ul class="members" data-testid="members">
        {(chat.members ?? []).map((member) => (
          <MemberRow key={member.user} chat={chat} member={member} busy={busy} run={run} />
        ))}
        {!chat.members && <li class="muted">Loading…</li>}
      </ul>
      {manages && <AddPeople chat={chat} />}
      <FormError error={error} />
      {role && (
        <div class="actions">
          <label class="check">
            <input
              type="checkbox"
              checked={muted}
              disabled={busy}
              data-testid="mute"
              onChange={(event) => {
                const wanted = event.currentTarget.checked;
                void run(() => model.mute(chatId, wanted));
              }}
            />
            Muted
          </label>
          {group && (
            <button class="danger" disabled={busy} onClick={leave} data-testid="leave">
              Leave
            </button>
          )}
        </div>
      )}
    </Dialog>
  );
}

function Rename({ chat }: { chat: ChatState }) {
  const { model } = useSession();
  const [name, setName] = useState(chat.chat.name ?? '');
  const { busy, error, run } = useAction();
  const submit = (event: Event) => {
    event.preventDefault();
    void run(() => model.rename(chat.chat.chat_id, name.trim()));
  };
  return (
    <form onSubmit={submit}>
      <label for="rename">Name</label>
      <div class="row">
        <input
          id="rename"
          data-testid="rename"
          dir="auto"
          value={name}
          maxLength={100}
          autocomplete="off"
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button
          type="submit"
          disabled={busy || !name.trim() || name.trim() === chat.chat.name}
          data-testid="rename-save"
        >
          Rename
        </button>
      </div>
      <FormError error={error} />
    </form>
  );
}

function AddPeople({ chat }: { chat: ChatState }) {
  const { model } = useSession();
  const [people, setPeople] = useState<string[]>([]);
  const { busy, error, run } = useAction();
  const submit = (event: Event) => {
    event.preventDefault();
    void run(async () => {
      await model.addMembers(chat.chat.chat_id, people);
      setPeople([]);
    });
  };
  return (
    <form onSubmit={submit}>
      <PeopleInput
        label="Add people"
        chosen={people}
        onChange={setPeople}
        without={chat.members?.map(({ user }) => user) ?? []}
        testId="add-people"
      />
      <FormError error={error} />
      {people.length > 0 && (
        <button class="primary" type="submit" disabled={busy} data-testid="add-people-save">
          Add
        </button>
      )}
    </form>
  );
}

interface MemberRowProps {
  chat: ChatState;
  member: Member;
  busy: boolean;
  run: (work: () => Promise<void>) => Promise<void>;
}

function MemberRow({ chat, member: { user, name, role }, busy, run }: MemberRowProps) {
  const { me, model } = useSession();
  const { chat_id: chatId, type, role: mine } = chat.chat;
  const label = name ?? user;
  const other = user !== me && type === 'group';
  return (
    <li class="member" data-testid="member" data-user={user} data-role={role}>
      <Avatar id={user} name={label} small />
      <span class="member-name">
        {label} {user === me && <span class="muted">(you)</span>}
      </span>
      {other && mine === 'owner' ? (
        <select
          aria-label={`Role of ${label}`}
          value={role}
          disabled={busy}
          data-testid="role"
          onChange={(event) => {
            const wanted = event.currentTarget.value as Role;
            void run(() => model.setRole(chatId, user, wanted));
          }}
        >
          <option value="member">member</option>
          <option value="admin">admin</option>
          <option value="owner">owner</option>
        </select>
      ) : (
        type === 'group' && <span class="muted">{role}</span>
      )}
      {other && mayRemove(mine, role) && (
        <button
          class="quiet danger"
          disabled={busy}
          aria-label={`Remove ${label}`}
          onClick={() => run(() => model.removeMember(chatId, user))}
          data-testid="remove-member"
        >
          Remove
        </button>
      )}
    </li>
  );
}
