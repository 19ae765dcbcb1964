import { useEffect, useState } from 'preact/hooks';
import { nameOf } from '@parley/client';
import { askedAt, emojiFor, peopleFor, type Asked, type Offer } from '../complete.ts';
import { useSession } from '../session.ts';

export interface Completion {
  asked: Asked | undefined;
  offers: readonly Offer[];
  at: number;
  /** True when the key was for the list of offers. */
  key: (event: KeyboardEvent, pick: (offer: Offer) => void) => boolean;
}

/** What is offered for the word at the caret: members of a group, or emoji by name. */
export function useCompletion(chatId: string, text: string, caret: number): Completion {
  const { me, state } = useSession();
  const [emoji, setEmoji] = useState<{ query: string; offers: Offer[] }>({ query: '', offers: [] });
  const [at, setAt] = useState(0);
  const [dismissed, setDismissed] = useState<number | undefined>();
  const found = askedAt(text, caret);
  const asked = found && found.from !== dismissed ? found : undefined;
  const query = asked ? `${asked.kind}${asked.query}` : '';

  useEffect(() => {
    setAt(0);
    if (asked?.kind !== 'emoji') return;
    let gone = false;
    // Without the names, which are loaded now, there is just nothing on offer.
    emojiFor(asked.query).then(
      (offers) => !gone && setEmoji({ query: asked.query, offers }),
      () => {},
    );
    return () => void (gone = true);
  }, [query]);
  useEffect(() => {
    if (!found) setDismissed(undefined);
  }, [!found]);

  const members = state.value.chats.get(chatId)?.members ?? [];
  const people = members
    .filter(({ user }) => user !== me)
    .map(({ user }) => ({ user, name: nameOf(state.value, user) }));
  const offers = !asked ? [] : asked.kind === 'mention' ? peopleFor(asked.query, people) : emoji.offers;
  const current = Math.min(at, offers.length - 1);

  const key = (event: KeyboardEvent, pick: (offer: Offer) => void): boolean => {
    if (!offers.length) return false;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step) setAt((current + step + offers.length) % offers.length);
    else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') pick(offers[current]!);
    else if (event.key === 'Escape') setDismissed(asked!.from);
    else return false;
    event.preventDefault();
    return true;
  };
  return { asked, offers, at: current, key };
}
