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

describe('moderating by REST', () => {
  /** Each call in a line, answered with 204. */
  function recording(): { rest: RestClient; said: string[] } {
    const said: string[] = [];
    const { rest } = client([
      async (url, init) => {
        said.push([init?.method, url, init?.body].filter(Boolean).join(' '));
        return new Response(null, { status: 204 });
      },
    ]);
    return { rest, said };
  }

  it('reports a message, with words or without', async () => {
    const { rest, said } = recording();

    expect(await rest.report('c 1', 'm1', 'spam', 'I ordered nothing.')).toBeUndefined();
    await rest.report('c1', 'm1', 'other');

    expect(said).toEqual([
      'POST http://parley/chats/c%201/messages/m1/report {"reason":"spam","text":"I ordered nothing."}',
      'POST http://parley/chats/c1/messages/m1/report {"reason":"other"}',
    ]);
  });

  it('deletes a message', async () => {
    const { rest, said } = recording();

    expect(await rest.deleteMessage('c1', 'm1')).toBeUndefined();

    expect(said).toEqual(['DELETE http://parley/chats/c1/messages/m1']);
  });

  it('is refused with the code of the contract', async () => {
    const problem = { code: 'forbidden', detail: 'The chat says so itself.' };
    const { rest } = client([async () => Response.json(problem, { status: 403 })]);

    await expect(rest.report('c1', 'm1', 'spam')).rejects.toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('is safe to repeat when no answer comes', async () => {
    const { rest, calls } = client([never, async () => new Response(null, { status: 204 })]);

    await rest.report('c1', 'm1', 'spam');

    expect(calls()).toBe(2);
  });
});
