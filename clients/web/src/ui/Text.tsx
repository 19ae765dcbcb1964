import { nameOf } from '@parley/client';
import { partsOf } from '../complete.ts';
import { linksIn, onlyEmoji } from '../format.ts';
import { useSession } from '../session.ts';

/** A message's words: links can be followed, and who is mentioned stands out. Everything is set as text. */
export function Text({ text, mentions = [] }: { text: string; mentions?: readonly string[] | undefined }) {
  return (
    <span class={`bubble-text${onlyEmoji(text) ? ' is-emoji' : ''}`} dir="auto" data-testid="message-text">
      {linksIn(text).map(({ text: part, href }) =>
        href ? (
          <a href={href} target="_blank" rel="noopener noreferrer nofollow">
            {part}
          </a>
        ) : (
          partsOf(part, mentions).map(({ text: words, user }) =>
            user === undefined ? words : <Mention user={user} words={words} />,
          )
        ),
      )}
    </span>
  );
}

function Mention({ user, words }: { user: string; words: string }) {
  const { me, state } = useSession();
  return (
    <b class={`mention${user === me ? ' is-me' : ''}`} title={nameOf(state.value, user)} data-testid="mention">
      {words}
    </b>
  );
}
