import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { useSession } from '../session.ts';
import type { Anchored } from './scroll.ts';

/** So long a message stands out to which somebody came. */
const MARKED_MS = 3_000;

/** Takes somebody to the place that is wanted, once it is there. Returns the message that stands out now. */
export function useJump(chatId: string, { box, center, toEnd }: Anchored, arrived: () => void): string | undefined {
  const { model, spots } = useSession();
  const [marked, setMarked] = useState<string | undefined>();
  const wanted = spots.wanted.value;
  const here = wanted?.chatId === chatId ? wanted : undefined;

  useEffect(() => {
    if (!here) return;
    if (here.msgId) {
      model.goTo(chatId, here.msgId).catch(() => spots.arrived());
      return;
    }
    spots.arrived();
    model.toEnd(chatId);
    setTimeout(() => {
      toEnd();
      arrived();
    });
  }, [here]);
  useLayoutEffect(() => {
    if (!here?.msgId) return;
    const row = box.current?.querySelector<HTMLElement>(`[data-msg-id="${CSS.escape(here.msgId)}"]`);
    if (!row) return;
    center(row);
    row.focus({ preventScroll: true });
    setMarked(here.msgId);
    spots.arrived();
    arrived();
  });
  useEffect(() => {
    if (!marked) return;
    const timer = setTimeout(() => setMarked(undefined), MARKED_MS);
    return () => clearTimeout(timer);
  }, [marked]);
  return marked;
}
