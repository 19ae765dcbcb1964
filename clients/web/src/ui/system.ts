import { nameOf, type Message, type State } from '@parley/client';

/** A chat's own event, told in words. */
export function systemText(state: Pick<State, 'names' | 'me'>, { event }: Message): string {
  if (!event) return '';
  const name = (user: string | undefined) => (user === state.me ? 'you' : user ? nameOf(state, user) : 'somebody');
  const by = name(event.by);
  const users = (event.users ?? []).map(name).join(', ');
  const left = event.users?.length === 1 && event.users[0] === event.by;
  switch (event.kind) {
    case 'created':
      return capital(`${by} created the group`);
    case 'renamed':
      return capital(`${by} renamed the group`);
    case 'members_added':
      return capital(`${by} added ${users}`);
    case 'members_removed':
      return capital(left ? `${by} left` : `${by} removed ${users}`);
    case 'role_changed':
      return capital(`${by} changed the role of ${users}`);
    default:
      return 'The group changed';
  }
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
