import { signal, type Signal } from '@preact/signals';
import { goToChat } from './window.ts';

/** A place in a talk: a message, or its end. */
export interface Spot {
  chatId: string;
  msgId?: string;
}

/** Goes to messages, and back to where one was before. */
export class Spots {
  /** Where somebody wants to go and is not yet: the talk takes it from here. */
  readonly wanted: Signal<Spot | undefined> = signal(undefined);
  /** Where one was before the first of several jumps. */
  readonly back: Signal<Spot | undefined> = signal(undefined);
  /** Where one is; the open talk knows. */
  here: () => Spot | undefined = () => undefined;

  goTo(spot: Spot): void {
    this.back.value ??= this.here();
    this.wanted.value = spot;
    goToChat(spot.chatId);
  }

  goBack(): void {
    const { value } = this.back;
    if (!value) return;
    this.back.value = undefined;
    this.wanted.value = value;
    goToChat(value.chatId);
  }

  arrived(): void {
    this.wanted.value = undefined;
  }
}
