import { useEffect, useState } from 'preact/hooks';
import type { ChatState, Message } from '@parley/client';
import { emojiFor, type Offer } from '../complete.ts';
import { useSession } from '../session.ts';
import { Dialog } from './Dialog.tsx';
import { Receipts } from './Receipts.tsx';

const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

/** Own ones anybody, in a group those of others its owner and admins. */
export function mayDelete({ chat }: Pick<ChatState, 'chat'>, message: Message, me: string): boolean {
  if (message.msg_type === 'system' || message.deleted_at || !chat.role) return false;
  return message.sender === me || (chat.type === 'group' && chat.role !== 'member');
}

export function mayEdit({ chat }: Pick<ChatState, 'chat'>, message: Message, me: string): boolean {
  return !!chat.role && message.sender === me && !message.deleted_at && message.msg_type === 'text';
}

export function react(
  model: { client: { react: (...args: [string, string, string, 'add' | 'remove']) => unknown } },
  message: Message,
  emoji: string,
): void {
  const mine = message.reactions?.some((reaction) => reaction.emoji === emoji && reaction.me);
  model.client.react(message.chat_id, message.msg_id, emoji, mine ? 'remove' : 'add');
}

interface MenuProps {
  chat: ChatState;
  message: Message;
  onReply: () => void;
  onEdit: () => void;
  onClose: () => void;
}

/** Everything that can be done with one message. What one may not do is not shown. */
export function MessageMenu({ chat, message, onReply, onEdit, onClose }: MenuProps) {
  const { me, model } = useSession();
  const [step, setStep] = useState<'all' | 'delete' | 'receipts'>('all');
  const then = (work: () => unknown) => () => {
    onClose();
    work();
  };
  if (step === 'receipts') {
    return (
      <Dialog title="Who has read" onClose={onClose} testId="receipts-dialog">
        <Receipts message={message} />
      </Dialog>
    );
  }
  if (step === 'delete') {
    return (
      <Dialog title="Delete for everybody?" onClose={onClose} testId="delete-dialog">
        <p class="menu-quote" dir="auto">
          {message.content ?? message.file?.name}
        </p>
        <div class="actions">
          <button onClick={onClose}>Keep</button>
          <button
            class="danger"
            onClick={then(() => model.client.delete(message.chat_id, message.msg_id))}
            data-testid="delete-sure"
          >
            Delete
          </button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title="Message" onClose={onClose} testId="message-menu">
      <EmojiPicker onPick={(emoji) => then(() => react(model, message, emoji))()} />
      <div class="menu">
        <button onClick={then(onReply)} data-testid="menu-reply">
          Reply
        </button>
        {mayEdit(chat, message, me) && (
          <button onClick={then(onEdit)} data-testid="menu-edit">
            Edit
          </button>
        )}
        {message.content && (
          <button onClick={then(() => void navigator.clipboard?.writeText(message.content!))} data-testid="menu-copy">
            Copy the text
          </button>
        )}
        <button onClick={() => setStep('receipts')} data-testid="menu-receipts">
          Who has read
        </button>
        {mayDelete(chat, message, me) && (
          <button class="danger" onClick={() => setStep('delete')} data-testid="menu-delete">
            Delete
          </button>
        )}
      </div>
    </Dialog>
  );
}

function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<Offer[]>([]);
  useEffect(() => {
    let gone = false;
    const wanted = query.trim().replaceAll(':', '').replaceAll(' ', '_');
    if (!wanted) setFound([]);
    else
      void emojiFor(wanted).then(
        (offers) => !gone && setFound(offers),
        () => {},
      );
    return () => void (gone = true);
  }, [query]);
  const shown = query.trim() ? found : QUICK.map((emoji) => ({ key: emoji, insert: emoji, label: emoji, hint: emoji }));
  return (
    <div class="emoji-picker">
      <div class="emoji-row" role="group" aria-label="React">
        {shown.map(({ key, insert, hint }, i) => (
          <button
            key={key}
            class="emoji"
            autofocus={i === 0 && !query}
            title={hint}
            aria-label={`React with ${hint}`}
            onClick={() => onPick(insert)}
            data-testid="react"
          >
            {insert}
          </button>
        ))}
      </div>
      <input
        type="search"
        aria-label="Find an emoji"
        placeholder="Find an emoji"
        value={query}
        data-testid="emoji-search"
        onInput={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && shown[0] && onPick(shown[0].insert)}
      />
    </div>
  );
}
