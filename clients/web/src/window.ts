import { signal } from '@preact/signals';

const looking = () => document.visibilityState === 'visible' && document.hasFocus();

/** True while a person can be looking at this window: only then is anything read. */
export const windowFocused = signal(looking());

/** The hash names the open chat: `#/c/ID`. */
const chatInHash = () => {
  const match = /^#\/c\/(.+)$/.exec(location.hash);
  return match ? decodeURIComponent(match[1]!) : undefined;
};

export const openChatId = signal<string | undefined>(chatInHash());

export function goToChat(chatId: string | undefined): void {
  if (chatId === openChatId.value) return;
  const target =
    location.pathname + location.search + (chatId === undefined ? '' : `#/c/${encodeURIComponent(chatId)}`);
  // From the list to a talk is a step that a phone's back button undoes; from talk to talk is not.
  if (chatId !== undefined && openChatId.value === undefined) history.pushState(null, '', target);
  else history.replaceState(null, '', target);
  openChatId.value = chatId;
}

for (const type of ['focus', 'blur', 'visibilitychange', 'pageshow']) {
  addEventListener(type, () => (windowFocused.value = looking()), true);
}
for (const type of ['hashchange', 'popstate']) addEventListener(type, () => (openChatId.value = chatInHash()));
