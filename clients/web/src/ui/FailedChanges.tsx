import { changesOf } from '@parley/client';
import { useSession } from '../session.ts';
import { codeInWords } from './action.ts';

const WORDS = { edit: 'An edit', delete: 'A deletion', react: 'A reaction' } as const;

/** Changes of messages that were refused: like a message that failed, each is offered again, or let go. */
export function FailedChanges({ chatId }: { chatId: string }) {
  const { model, state } = useSession();
  const failed = changesOf(state.value, chatId).filter(({ failure }) => failure);
  if (!failed.length) return null;
  return (
    <ul class="failed-changes" aria-label="Not done">
      {failed.map(({ command, failure }) => (
        <li key={command.client_msg_id} class="failed" role="alert" data-testid="failed-change">
          <span>
            {WORDS[command.type]} was not made: {failure!.message ?? codeInWords(failure!.code)}
          </span>
          <button type="button" class="quiet" onClick={() => model.client.retry(command.client_msg_id)}>
            Try again
          </button>
          <button type="button" class="quiet" onClick={() => model.client.discard(command.client_msg_id)}>
            Discard
          </button>
        </li>
      ))}
    </ul>
  );
}
