/** What was begun and not sent, for each chat; outlives a reload. */
const AT_MOST = 20_000;

const keyOf = (me: string, chatId: string) => `parley.draft.${me}.${chatId}`;

export function draftOf(me: string, chatId: string): string {
  try {
    return localStorage.getItem(keyOf(me, chatId)) ?? '';
  } catch {
    return '';
  }
}

export function saveDraft(me: string, chatId: string, text: string): void {
  try {
    if (text) localStorage.setItem(keyOf(me, chatId), text.slice(0, AT_MOST));
    else localStorage.removeItem(keyOf(me, chatId));
  } catch {
    // Without room a draft lives as long as its field.
  }
}
