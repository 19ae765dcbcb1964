import { withoutContent, withReaction } from './messages.ts';
import type { State } from './state.ts';
import type { Outgoing } from './storage.ts';
import type { Command, Message } from './wire.ts';

type Change = Exclude<Command, { type: 'message' }>;

/** Edits, deletions and reactions of a chat that are on their way or have failed, in order. */
export function changesOf(state: Pick<State, 'outbox'>, chatId: string): (Outgoing & { command: Change })[] {
  return state.outbox.filter(
    (entry): entry is Outgoing & { command: Change } =>
      entry.command.type !== 'message' && entry.command.chat_id === chatId,
  );
}

/**
 * A message as it will be once what is on its way has arrived, so that who changes it sees it at once. What failed changes
 * nothing. The same message when nothing is on its way.
 */
export function foreseen(message: Message, changes: readonly (Outgoing & { command: Change })[]): Message {
  let next = message;
  for (const { command, failure, queuedAt } of changes) {
    if (failure || command.msg_id !== message.msg_id || next.deleted_at) continue;
    const at = new Date(queuedAt).toISOString();
    if (command.type === 'edit') next = { ...next, content: command.content, edited_at: at };
    else if (command.type === 'delete') next = withoutContent({ ...next, deleted_at: at });
    else next = { ...next, reactions: reacted(next, command) };
  }
  return next;
}

function reacted({ reactions = [] }: Message, { emoji, op }: Extract<Change, { type: 'react' }>): Message['reactions'] {
  const known = reactions.find((reaction) => reaction.emoji === emoji);
  if ((known?.me ?? false) === (op === 'add')) return reactions;
  return withReaction(reactions, { emoji, op, count: (known?.count ?? 0) + (op === 'add' ? 1 : -1) }, true);
}
