import { vi } from 'vitest';
import { ChatModel, emptyState, memoryStorage, type ModelOptions } from '../src/index.ts';
import { FakeNetwork } from './fake-network.ts';

/** A person with a model on the fake network. The jitter is the longest there is, so that nothing depends on luck. */
export function person(network: FakeNetwork, me: string, more: Partial<ModelOptions> = {}): ChatModel {
  return new ChatModel({
    me,
    url: 'http://fake',
    token: () => `token-${me}`,
    device: `${me}-1`,
    storage: memoryStorage(),
    socket: network.socket,
    fetch: network.fetch,
    random: () => 0.99,
    state: emptyState(me),
    ...more,
  });
}

/** Lets (fake) time pass until it is so, for at most `ms` of it. */
export async function until(what: string, condition: () => boolean, ms = 600_000): Promise<void> {
  for (let waited = 0; !condition(); waited += 50) {
    if (waited > ms) throw new Error(`never: ${what}`);
    await vi.advanceTimersByTimeAsync(50);
  }
}

export function texts(model: ChatModel, chatId: string): (string | undefined)[] {
  const messages = model.state.chats.get(chatId)?.messages ?? [];
  return messages.filter(({ msg_type }) => msg_type !== 'system').map(({ content }) => content);
}

export function online(model: ChatModel): boolean {
  return model.client.state.phase === 'online' && model.client.state.synced;
}
