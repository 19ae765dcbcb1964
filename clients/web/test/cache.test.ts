import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { emptyState, reduce, type State } from '@parley/client';
import { Cache } from '../src/cache.ts';

vi.stubGlobal('navigator', { locks: { request: (_name: string, held: () => unknown) => held() } });

const chat = (id: string) => ({
  chat_id: id,
  type: 'direct' as const,
  version: 1,
  created_at: '2026-01-01T00:00:00.000Z',
  members: 2,
  role: 'member' as const,
  unread: 1,
  mentions: 0,
  muted: false,
});

it('the_next_visit_finds_the_state_and_its_place_in_the_stream', async () => {
  const cache = new Cache('ann');
  let state: State = await cache.load();
  const listeners: ((state: State) => void)[] = [];
  expect(state).toEqual(emptyState('ann'));
  cache.follow(
    (listener) => listeners.push(listener),
    () => state,
  );

  const snapshot = ['c1', 'c2'].map((id) => ({ chat: chat(id), asOf: 7 }));
  state = reduce(state, { type: 'snapshot', seq: 7, chats: snapshot });
  listeners.forEach((listener) => listener(state));

  await vi.waitFor(async () => expect((await new Cache('ann').load()).seq).toBe(7), { timeout: 5_000 });
  const found = await new Cache('ann').load();
  expect([...found.chats.keys()]).toEqual(['c1', 'c2']);
  expect(found.loaded).toBe(true);
});
