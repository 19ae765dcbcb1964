import { describe, expect, it } from 'vitest';
import { RestClient, type FetchLike } from '../src/rest.ts';

/** Never answers, as a server does whose process was stopped: only the caller can end it. */
const never: FetchLike = (_, init) =>
  new Promise((_, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal!.reason));
  });

function client(answers: FetchLike[]): { rest: RestClient; calls: () => number } {
  let calls = 0;
  const fetch: FetchLike = (url, init) => answers[Math.min(calls++, answers.length - 1)]!(url, init);
  const token = async () => 'a token';
  return {
    rest: new RestClient({ base: 'http://parley', token, fetch, timeoutMs: 5, sleep: async () => {} }),
    calls: () => calls,
  };
}

describe('a call that is safe to repeat', () => {
  it('is made again when no answer comes in time', async () => {
    const page = { chats: [], as_of: 3, next_cursor: null };
    const { rest, calls } = client([never, never, async () => Response.json(page)]);

    expect(await rest.chats({ min_seq: 3 })).toEqual(page);
    expect(calls()).toBe(3);
  });

  it('fails in the end', async () => {
    const { rest, calls } = client([never]);

    await expect(rest.chats()).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(calls()).toBe(4);
  });
});
