import { signal, type Signal } from '@preact/signals';
import { nameOf, titleOf, type ChatModel, type MessageEvent } from '@parley/client';
import { goToChat, windowFocused } from './window.ts';

export type NoticeState = 'off' | 'on' | 'refused' | 'unsupported';

const KEY = 'parley.notices';

/** What a message says in a notice, or nothing when it is not worth one. */
export function noticeOf(
  model: Pick<ChatModel, 'state'>,
  event: MessageEvent,
): { title: string; body: string } | undefined {
  const { state } = model;
  const chat = state.chats.get(event.chat_id);
  if (!chat || !event.sender || event.sender === state.me || event.deleted_at) return undefined;
  const named = event.mentions?.includes(state.me) ?? false;
  if (chat.chat.muted && !named) return undefined;
  const words = event.content ?? event.file?.name ?? '';
  const body = chat.chat.type === 'group' ? `${nameOf(state, event.sender)}: ${words}` : words;
  return { title: titleOf(state, chat), body: body.slice(0, 200) };
}

/**
 * Notices of the system about messages that come while nobody looks at this window. The browser is asked only when a person
 * clicks; one notice a chat, the newest.
 */
export class Notices {
  readonly state: Signal<NoticeState>;

  constructor(model: ChatModel) {
    this.state = signal(initial());
    model.client.on('message', (event) => {
      const now = model.client.state;
      // What is replayed after a break is told by the counts, not by a hundred notices.
      if (now.phase !== 'online' || !now.synced || windowFocused.value || this.state.value !== 'on') return;
      const notice = noticeOf(model, event);
      if (notice) this.show(event.chat_id, notice);
    });
  }

  async toggle(): Promise<void> {
    if (this.state.value === 'unsupported') return;
    if (this.state.value === 'on') return this.keep('off');
    const answer = await Notification.requestPermission();
    this.keep(answer === 'granted' ? 'on' : answer === 'denied' ? 'refused' : 'off');
  }

  private keep(state: NoticeState): void {
    this.state.value = state;
    try {
      localStorage.setItem(KEY, state);
    } catch {
      // Without room the choice lasts as long as the page.
    }
  }

  private show(chatId: string, { title, body }: { title: string; body: string }): void {
    const notice = new Notification(title, { body, tag: chatId, icon: '/icon.svg' });
    notice.onclick = () => {
      window.focus();
      goToChat(chatId);
      notice.close();
    };
  }
}

function initial(): NoticeState {
  if (!('Notification' in globalThis)) return 'unsupported';
  if (Notification.permission === 'denied') return 'refused';
  const kept = (() => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  })();
  return Notification.permission === 'granted' && kept === 'on' ? 'on' : 'off';
}
