import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { nameOf, type Message } from '@parley/client';
import { inserted, mentionsIn, type Offer } from '../complete.ts';
import { draftOf, saveDraft } from '../drafts.ts';
import { useSession } from '../session.ts';
import { useCompletion } from './completion.ts';
import { AttachButton } from './AttachButton.tsx';
import { CloseIcon, SendIcon } from './icons.tsx';
import { mayEdit } from './MessageMenu.tsx';
import { Offers } from './Offers.tsx';
import { UploadList } from './UploadList.tsx';

const MEASURE = new TextEncoder();
/** Until the server has said its own limit, in bytes of UTF-8. */
const CONTENT_BYTES = 16_384;

/** What the text is to become: a message, an answer, or another text of an own message. */
export interface Writing {
  replyTo?: Message;
  editing?: Message;
}

interface ComposerProps {
  chatId: string;
  writing: Writing;
  onWriting: (writing: Writing) => void;
}

/**
 * Where one writes. Enter sends, Shift-Enter begins a line, arrow up in an empty field edits what was said last; what is not sent
 * stays as a draft.
 */
export function Composer({ chatId, writing, onWriting }: ComposerProps) {
  const { me, model, connection, state, uploads } = useSession();
  const { replyTo, editing } = writing;
  const [text, setText] = useState(() => draftOf(me, chatId));
  const [caret, setCaret] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const completion = useCompletion(chatId, text, caret);
  const limit = connection.value.phase === 'online' ? connection.value.hello.limits.content_bytes : CONTENT_BYTES;
  const over = MEASURE.encode(text).length - limit;
  const sendable = text.trim() !== '' && over <= 0;

  // Both before the browser paints: later, one may have turned to something else already, or begun to write.
  useLayoutEffect(() => {
    // On a touch screen a focus would throw the keyboard over the talk.
    if (matchMedia('(pointer: fine)').matches || replyTo || editing) field.current?.focus();
  }, [chatId, replyTo?.msg_id, editing?.msg_id]);
  useLayoutEffect(() => {
    // A draft waits while one edits, and is there again after it.
    setText(editing ? (editing.content ?? '') : draftOf(me, chatId));
  }, [editing?.msg_id]);
  useEffect(() => {
    const element = field.current;
    if (!element || CSS.supports('field-sizing: content')) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  const change = (value: string, at = value.length) => {
    setText(value);
    setCaret(at);
    if (!editing) saveDraft(me, chatId, value);
  };
  const write = (element: HTMLTextAreaElement) => {
    change(element.value, element.selectionEnd);
    if (element.value.trim()) model.client.typing(chatId);
  };
  const pick = ({ insert }: Offer) => {
    const next = inserted(text, caret, completion.asked!, insert);
    change(next.text, next.caret);
    setTimeout(() => {
      field.current?.focus();
      field.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const send = () => {
    if (!sendable) return;
    const content = text.trim();
    const members = state.value.chats.get(chatId)?.members ?? [];
    const named = mentionsIn(content, new Set(members.map(({ user }) => user)));
    if (editing) {
      if (content !== editing.content) model.client.edit(chatId, editing.msg_id, content, named);
    } else {
      const mentions = named.length ? { mentions: named } : {};
      model.send(chatId, { content, ...mentions, ...(replyTo ? { reply_to: replyTo.msg_id } : {}) });
      change('');
    }
    onWriting({});
    field.current?.focus();
  };
  const editLast = (): boolean => {
    const chat = state.value.chats.get(chatId);
    const own = chat?.messages.findLast((message) => mayEdit(chat, message, me));
    if (!own) return false;
    onWriting({ editing: own });
    return true;
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing || completion.key(event, pick)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    }
    if (event.key === 'ArrowUp' && !text && !editing && !replyTo && editLast()) event.preventDefault();
    if (event.key === 'Escape' && (replyTo || editing)) onWriting({});
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
      <About writing={writing} onClose={() => onWriting({})} />
      <UploadList chatId={chatId} />
      <Offers completion={completion} onPick={pick} />
      <div class="composer-row">
        <AttachButton chatId={chatId} />
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          aria-label={editing ? 'Edit the message' : 'Write a message'}
          aria-autocomplete="list"
          aria-controls={completion.offers.length ? 'offers' : undefined}
          aria-activedescendant={completion.offers.length ? `offer-${completion.at}` : undefined}
          placeholder="Write a message"
          value={text}
          enterkeyhint="send"
          data-testid="composer"
          onInput={(event) => write(event.currentTarget)}
          onSelect={(event) => setCaret(event.currentTarget.selectionEnd)}
          onKeyDown={onKey}
          onPaste={onPaste}
        />
        <button
          class="send"
          type="submit"
          aria-label={editing ? 'Save' : 'Send'}
          title={editing ? 'Save (Enter)' : 'Send (Enter)'}
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

/** What is answered or edited, above the text. */
function About({ writing: { replyTo, editing }, onClose }: { writing: Writing; onClose: () => void }) {
  const { me, state } = useSession();
  const about = editing ?? replyTo;
  if (!about) return null;
  const title = editing ? 'Edit' : about.sender === me ? 'You' : nameOf(state.value, about.sender ?? '');
  return (
    <div class="composer-reply" data-testid={editing ? 'editing' : 'replying'}>
      <span class="quote" dir="auto">
        <b>{title}</b>
        <span>{about.content ?? about.file?.name}</span>
      </span>
      <button type="button" class="icon-button" aria-label={editing ? 'Do not edit' : 'Do not reply'} onClick={onClose}>
        <CloseIcon size={16} />
      </button>
    </div>
  );
}
