import { useEffect, useState } from 'preact/hooks';
import { nameOf, type Message } from '@parley/client';
import { lastSeenOf } from '../format.ts';
import { useSession } from '../session.ts';
import { inWords } from './action.ts';
import { Avatar } from './Avatar.tsx';
import { FormError } from './NewChatDialogs.tsx';

type Receipt = { user: string; delivered_at?: string; read_at?: string };

function wordsOf({ read_at, delivered_at }: Receipt): string {
  if (read_at) return `read ${lastSeenOf(read_at)}`;
  return delivered_at ? `delivered ${lastSeenOf(delivered_at)}` : 'not yet delivered';
}

/** Who has read one message, and when; who has not comes last. */
export function Receipts({ message }: { message: Message }) {
  const { model, state } = useSession();
  const [receipts, setReceipts] = useState<Receipt[] | undefined>();
  const [error, setError] = useState<string | undefined>();
  useEffect(() => {
    let gone = false;
    model.client.rest.receipts(message.chat_id, message.msg_id).then(
      (found) => {
        model.needNames(found.map(({ user }) => user));
        if (!gone) setReceipts(found);
      },
      (failure) => !gone && setError(inWords(failure)),
    );
    return () => void (gone = true);
  }, [message.msg_id]);
  const rank = ({ read_at, delivered_at }: Receipt) => (read_at ? 0 : delivered_at ? 1 : 2);
  return (
    <>
      <ul class="members" data-testid="receipts">
        {[...(receipts ?? [])]
          .sort((a, b) => rank(a) - rank(b))
          .map((receipt) => (
            <li class="member" key={receipt.user} data-testid="receipt" data-user={receipt.user}>
              <Avatar id={receipt.user} name={nameOf(state.value, receipt.user)} small />
              <span class="member-name">{nameOf(state.value, receipt.user)}</span>
              <span class="muted">{wordsOf(receipt)}</span>
            </li>
          ))}
        {!receipts && !error && <li class="muted">Loading…</li>}
        {receipts?.length === 0 && <li class="muted">Nobody else is here.</li>}
      </ul>
      <FormError error={error} />
    </>
  );
}
