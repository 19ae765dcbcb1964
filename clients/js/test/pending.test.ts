import { expect, it } from 'vitest';
import { changesOf, emptyState, foreseen, type Command, type Outgoing } from '../src/index.ts';
import { id, message } from './states.ts';

const about = { chat_id: 'c1', msg_id: id(1) };
const changes = (...commands: (Omit<Outgoing, 'queuedAt'> & { command: Command })[]) =>
  changesOf({ outbox: commands.map((entry) => ({ queuedAt: 0, ...entry })) }, 'c1');

it('an_edit_on_its_way_is_seen_at_once_and_a_failed_one_is_not', () => {
  const edit: Command = { type: 'edit', ...about, content: 'new', client_msg_id: 'e' };

  expect(foreseen(message(1), changes({ command: edit }))).toMatchObject({ content: 'new' });
  expect(foreseen(message(1), changes({ command: edit, failure: { code: 'forbidden' } })).content).toBe('m1');
  expect(foreseen(message(2), changes({ command: edit })).content).toBe('m2');
});

it('a_reaction_on_its_way_counts_once_even_when_its_event_was_first', () => {
  const react = (op: 'add' | 'remove'): Command => ({ type: 'react', ...about, emoji: '👍', op, client_msg_id: 'r' });
  const with2 = { ...message(1), reactions: [{ emoji: '👍', count: 2, me: false }] };

  expect(foreseen(with2, changes({ command: react('add') })).reactions).toEqual([{ emoji: '👍', count: 3, me: true }]);
  const there = { ...message(1), reactions: [{ emoji: '👍', count: 1, me: true }] };
  expect(foreseen(there, changes({ command: react('add') })).reactions).toEqual(there.reactions);
  expect(foreseen(there, changes({ command: react('remove') })).reactions).toEqual([]);
});

it('a_deletion_on_its_way_takes_the_text_away', () => {
  const gone = foreseen(message(1), changes({ command: { type: 'delete', ...about, client_msg_id: 'd' } }));

  expect(gone.deleted_at).toBeDefined();
  expect(gone.content).toBeUndefined();
});

it('what_has_no_change_on_its_way_stays_the_same_object_and_messages_are_no_changes', () => {
  const one = message(1);
  const said: Command = { type: 'message', chat_id: 'c1', content: 'x', client_msg_id: 'm' };

  expect(foreseen(one, changes({ command: said }))).toBe(one);
  expect(changesOf(emptyState('alice'), 'c1')).toEqual([]);
});
