import type { ClientFrame } from './wire.ts';

/**
 * What is said for the moment and never kept: who types, whose presence is watched, whether a person looks. The last two hold
 * over reconnections, so they are said again on each new one.
 */
export class Hints {
  private watched: string[] = [];
  private active = true;
  private readonly lastTyping = new Map<string, number>();

  constructor(
    private readonly typingMs: number,
    private readonly transmit: (frame: ClientFrame) => void,
  ) {}

  typing(chatId: string): void {
    const now = Date.now();
    if (now - (this.lastTyping.get(chatId) ?? 0) < this.typingMs) return;
    this.lastTyping.set(chatId, now);
    this.transmit({ type: 'typing', chat_id: chatId });
  }

  watch(users: string[]): void {
    this.watched = users;
    this.transmit({ type: 'presence', users });
  }

  setActive(active: boolean): void {
    if (this.active === active) return;
    this.active = active;
    this.transmit({ type: 'active', active });
  }

  connected(): void {
    if (!this.active) this.transmit({ type: 'active', active: false });
    if (this.watched.length) this.transmit({ type: 'presence', users: this.watched });
  }
}
