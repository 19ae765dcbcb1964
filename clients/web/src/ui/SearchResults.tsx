import { useEffect, useState } from 'preact/hooks';
import { nameOf, titleOf, type SearchPage } from '@parley/client';
import { whenOf } from '../format.ts';
import { useSession } from '../session.ts';
import { snippetOf } from '../snippet.ts';
import { inWords } from './action.ts';

/** What is typed is looked for once it has stood still for so long. */
const STILL_MS = 250;
const PAGE = 20;

type Found = SearchPage['results'];

interface Answer {
  results: Found;
  next: string | null;
  error?: string;
  busy: boolean;
}

const NOTHING: Answer = { results: [], next: null, busy: false };

/** Messages of all chats, or of one, that have these words; each leads to its place in the talk. */
export function SearchResults({ query, chatId }: { query: string; chatId: string | undefined }) {
  const { model, state, spots } = useSession();
  const [answer, setAnswer] = useState<Answer>(NOTHING);
  const ask = async (before: Found, cursor: string | undefined, wanted: () => boolean) => {
    setAnswer({ results: before, next: null, busy: true });
    try {
      const scope = { limit: PAGE, ...(chatId ? { chat_id: chatId } : {}), ...(cursor ? { cursor } : {}) };
      const { results, next_cursor } = await model.client.rest.search(query.slice(0, 200), scope);
      if (wanted()) setAnswer({ results: [...before, ...results], next: next_cursor, busy: false });
      model.needNames(results.flatMap(({ message }) => message.sender ?? []));
    } catch (error) {
      if (wanted()) setAnswer({ results: before, next: cursor ?? null, busy: false, error: inWords(error) });
    }
  };
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => void ask([], undefined, () => !gone), STILL_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [query, chatId]);

  const { results, next, busy, error } = answer;
  return (
    <section class="found" aria-label="Found messages" aria-busy={busy}>
      <h2 class="found-head">Messages</h2>
      <ul data-testid="search-results">
        {results.map(({ message, marks }) => {
          const chat = state.value.chats.get(message.chat_id);
          return (
            <li key={message.msg_id}>
              <button
                class="found-row"
                data-testid="search-result"
                onClick={() => spots.goTo({ chatId: message.chat_id, msgId: message.msg_id })}
              >
                <span class="found-top">
                  <b dir="auto">{chat ? titleOf(state.value, chat) : message.chat_id}</b>
                  <time dateTime={message.created_at}>{whenOf(message.created_at)}</time>
                </span>
                <span class="found-text" dir="auto">
                  {message.sender === state.value.me ? 'You' : nameOf(state.value, message.sender ?? '')}:{' '}
                  {snippetOf(message.content ?? '', marks).map(({ text, marked }) =>
                    marked ? <mark>{text}</mark> : text,
                  )}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <p class="side-empty" role="status">
        {error ?? (busy ? 'Looking…' : results.length ? '' : 'No message has these words.')}
      </p>
      {next && !busy && (
        <button class="quiet" onClick={() => void ask(results, next, () => true)}>
          More
        </button>
      )}
    </section>
  );
}
