import { describe, expect, it, vi } from 'vitest';
import { ProblemError, type ChatModel, type Draft, type UploadedFile, type UploadOptions } from '@parley/client';
import { FileLinkCache } from '../src/file-links.ts';
import { sizeOf } from '../src/format.ts';
import { Uploads } from '../src/uploads.ts';

interface Call {
  options: UploadOptions;
  finish: (file: Partial<UploadedFile>) => void;
  fail: (error: unknown) => void;
}

function uploadsTo(): { uploads: Uploads; calls: Call[]; sent: Draft[] } {
  const calls: Call[] = [];
  const sent: Draft[] = [];
  const uploadFile = (_chat: string, name: string, body: Blob, options: UploadOptions) =>
    new Promise((resolve, reject) => {
      options.signal!.addEventListener('abort', () => reject(new DOMException('ended', 'AbortError')));
      const file = { file_id: name, name, size: body.size, content_type: 'text/plain', url: 'u' };
      calls.push({ options, finish: (more) => resolve({ ...file, ...more }), fail: reject });
    });
  const model = { client: { rest: { uploadFile } }, send: (_chat: string, draft: Draft) => sent.push(draft) };
  return { uploads: new Uploads(model as unknown as ChatModel, () => 1 << 20), calls, sent };
}

const file = (name: string, size = 4) => new File([new Uint8Array(size)], name);

describe('uploads', () => {
  it('a_file_that_is_through_becomes_a_message', async () => {
    const { uploads, calls, sent } = uploadsTo();
    uploads.add('c', [file('a.png'), file('b.txt')]);
    calls[0]!.options.onProgress!(2, 4);
    expect(uploads.all.value[0]!.sent).toBe(2);

    calls[0]!.finish({ content_type: 'image/png', width: 3, height: 2 });
    calls[1]!.finish({});

    await vi.waitFor(() => expect(uploads.all.value).toEqual([]));
    expect(sent).toEqual([
      { msg_type: 'image', file_id: 'a.png' },
      { msg_type: 'file', file_id: 'b.txt' },
    ]);
    expect(uploads.known.get('a.png')).toMatchObject({ width: 3 });
  });

  it('two_go_at_once_and_the_rest_wait', async () => {
    const { uploads, calls } = uploadsTo();
    uploads.add('c', [file('a'), file('b'), file('d')]);
    expect(calls).toHaveLength(2);

    calls[0]!.finish({});

    await vi.waitFor(() => expect(calls).toHaveLength(3));
  });

  it('they_are_said_in_the_order_in_which_they_were_given_and_one_that_failed_holds_up_nobody', async () => {
    const { uploads, calls, sent } = uploadsTo();
    uploads.add('c', [file('a'), file('b'), file('d')]);

    calls[1]!.finish({});
    await vi.waitFor(() => expect(calls).toHaveLength(3));
    expect(sent).toEqual([]);
    calls[0]!.finish({});
    await vi.waitFor(() => expect(sent.map(({ file_id }) => file_id)).toEqual(['a', 'b']));
    uploads.add('c', [file('e')]);
    calls[3]!.finish({});
    await vi.waitFor(() => expect(uploads.all.value[1]!.done).toBeDefined());
    calls[2]!.fail(new TypeError('down'));

    await vi.waitFor(() => expect(sent.map(({ file_id }) => file_id)).toEqual(['a', 'b', 'e']));
    expect(uploads.all.value.map(({ file }) => file.name)).toEqual(['d']);
  });

  it('one_that_is_cancelled_is_ended_and_not_sent', async () => {
    const { uploads, calls, sent } = uploadsTo();
    uploads.add('c', [file('a')]);

    uploads.cancel(uploads.all.value[0]!.id);

    expect(calls[0]!.options.signal!.aborted).toBe(true);
    expect(uploads.all.value).toEqual([]);
    await Promise.resolve();
    expect(sent).toEqual([]);
  });

  it('one_that_failed_says_why_and_can_be_tried_again', async () => {
    const { uploads, calls, sent } = uploadsTo();
    uploads.add('c', [file('a')]);
    calls[0]!.fail(new TypeError('down'));
    await vi.waitFor(() => expect(uploads.all.value[0]!.failure).toBe('The file could not be uploaded.'));

    uploads.retry(uploads.all.value[0]!.id);
    calls[1]!.finish({});

    await vi.waitFor(() => expect(sent).toHaveLength(1));
  });

  it('what_cannot_be_taken_is_not_sent_at_all', () => {
    const { uploads, calls } = uploadsTo();

    uploads.add('c', [file('empty', 0), file('large', (1 << 20) + 1)]);

    expect(calls).toEqual([]);
    expect(uploads.all.value.map(({ failure }) => failure)).toEqual(['The file is empty.', 'At most 1 MiB.']);
  });
});

describe('links', () => {
  it('are_asked_for_once_while_they_are_good', async () => {
    let now = 0;
    let asked = 0;
    const rest = {
      fileUrl: async () => ({ url: `u${++asked}`, expires_at: new Date(now + 300_000).toISOString() }),
    };
    const links = new FileLinkCache(rest, () => now);

    expect([(await links.of('c', 'f')).url, (await links.of('c', 'f')).url]).toEqual(['u1', 'u1']);
    now = 280_000;
    expect((await links.of('c', 'f')).url).toBe('u2');
    links.forget('c', 'f');
    expect((await links.of('c', 'f')).url).toBe('u3');
  });

  it('that_failed_are_asked_for_again', async () => {
    let asked = 0;
    const links = new FileLinkCache({
      fileUrl: async () => {
        if (++asked === 1) throw new ProblemError(503, 'unavailable', 'down');
        return { url: 'u', expires_at: new Date(Date.now() + 300_000).toISOString() };
      },
    });

    await expect(links.of('c', 'f')).rejects.toBeInstanceOf(ProblemError);
    expect((await links.of('c', 'f')).url).toBe('u');
  });
});

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_234, '1.2 KB'],
    [20_000_000, '20 MB'],
  ])('%d_bytes_are_%s', (bytes, words) => expect(sizeOf(bytes)).toBe(words));
});
