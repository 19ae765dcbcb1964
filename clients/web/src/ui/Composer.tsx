import { useEffect, useRef, useState } from 'preact/hooks';
import { nameOf, type Message } from '@parley/client';
import { draftOf, saveDraft } from '../drafts.ts';
import { useSession } from '../session.ts';
import { ClipIcon, CloseIcon, SendIcon } from './icons.tsx';
import { UploadList } from './UploadList.tsx';

const MEASURE = new TextEncoder();
/** Until the server has said its own limit, in bytes of UTF-8. */
const CONTENT_BYTES = 16_384;

interface ComposerProps {
  chatId: string;
  replyTo: Message | undefined;
  onReplied: () => void;
}

/** Where one writes. Enter sends, Shift-Enter begins a line; what is not sent stays as a draft. */
export function Composer({ chatId, replyTo, onReplied }: ComposerProps) {
  const { me, model, connection, state, uploads } = useSession();
  const [text, setText] = useState(() => draftOf(me, chatId));
  const field = useRef<HTMLTextAreaElement>(null);
  const chosen = useRef<HTMLInputElement>(null);
  const limit = connection.value.phase === 'online' ? connection.value.hello.limits.content_bytes : CONTENT_BYTES;
  const over = MEASURE.encode(text).length - limit;
  const sendable = text.trim() !== '' && over <= 0;

  useEffect(() => {
    // On a touch screen a focus would throw the keyboard over the talk.
    if (matchMedia('(pointer: fine)').matches || replyTo) field.current?.focus();
  }, [chatId, replyTo?.msg_id]);
  useEffect(() => {
    const element = field.current;
    if (!element || CSS.supports('field-sizing: content')) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  const change = (value: string) => {
    setText(value);
    saveDraft(me, chatId, value);
  };
  const write = (value: string) => {
    change(value);
    if (value.trim()) model.client.typing(chatId);
  };
  const send = () => {
    if (!sendable) return;
    const content = text.trim();
    model.send(chatId, replyTo ? { content, reply_to: replyTo.msg_id } : content);
    change('');
    onReplied();
    field.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    }
    if (event.key === 'Escape' && replyTo) onReplied();
  };
  const onChosen = (input: HTMLInputElement) => {
    uploads.add(chatId, [...(input.files ?? [])]);
    // So that the same file can be chosen again.
    input.value = '';
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    // Text beside a picture of it, as from a spreadsheet, is what is meant.
    if (!files.length || event.clipboardData?.getData('text/plain')) return;
    event.preventDefault();
    uploads.add(chatId, files);
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {replyTo && (
        <div class="composer-reply">
          <span class="quote" dir="auto">
            <b>{replyTo.sender === me ? 'You' : nameOf(state.value, replyTo.sender ?? '')}</b>
            <span>{replyTo.content}</span>
          </span>
          <button type="button" class="icon-button" aria-label="Do not reply" onClick={onReplied}>
            <CloseIcon size={16} />
          </button>
        </div>
      )}
      <UploadList chatId={chatId} />
      <div class="composer-row">
        <input
          ref={chosen}
          type="file"
          multiple
          hidden
          onChange={(event) => onChosen(event.currentTarget)}
          data-testid="choose-files"
        />
        <button
          type="button"
          class="icon-button"
          aria-label="Send a file"
          title="Send a file"
          onClick={() => chosen.current?.click()}
          data-testid="attach"
        >
          <ClipIcon />
        </button>
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          aria-label="Write a message"
          placeholder="Write a message"
          value={text}
          enterkeyhint="send"
          data-testid="composer"
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKey}
          onPaste={onPaste}
        />
        <button
          class="send"
          type="submit"
          aria-label="Send"
          title="Send (Enter)"
          disabled={!sendable}
          data-testid="send"
        >
          <SendIcon />
        </button>
      </div>
      {over > 0 && (
        <p class="form-error" role="alert">
          {over} bytes too long.
        </p>
      )}
    </form>
  );
}
