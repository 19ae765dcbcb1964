import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError, type ChatModel, type Draft, type UploadedFile, type UploadOptions } from '@parley/client';
import { FileLinkCache } from '../src/file-links.ts';
import { sizeOf } from '../src/format.ts';
import { UploadStore } from '../src/upload-store.ts';
import { Uploads } from '../src/uploads.ts';

interface Call {
  options: UploadOptions;
  finish: (file: Partial<UploadedFile>) => void;
  fail: (error: unknown) => void;
}

const nowhere = { adopt: async () => [], put: async () => {}, remove: async () => {} };

type Kept = Pick<UploadStore, 'adopt' | 'put' | 'remove'>;

function uploadsTo(store: Kept = nowhere) {
  const calls: Call[] = [];
  const sent: Draft[] = [];
  const acks: { id: string; ack: () => void }[] = [];
  const uploadFile = (_chat: string, name: string, body: Blob, options: UploadOptions) =>
    new Promise((resolve, reject) => {
      options.signal!.addEventListener('abort', () => reject(new DOMException('ended', 'AbortError')));
      const file = { file_id: name, name, size: body.size, content_type: 'text/plain', url: 'u' };
      calls.push({ options, finish: (more) => resolve({ ...file, ...more }), fail: reject });
    });
  const send = (_chat: string, draft: Draft, id: string) => {
    sent.push(draft);
    return { client_msg_id: id, outcome: new Promise<void>((ack) => acks.push({ id, ack })) };
  };
  const model = { client: { rest: { uploadFile }, send } };
  return { uploads: new Uploads(model as unknown as ChatModel, () => 1 << 20, store), calls, sent, acks };
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

describe('after a reload', () => {
  /** Locks as a browser has them, given back when the tab is closed. */
  function tab(taken: Set<string>) {
    const own = new Set<string>();
    const locks = {
      request: async (name: string, _options: unknown, held: (lock: object | null) => unknown) => {
        if (taken.has(name)) return held(null);
        taken.add(name);
        own.add(name);
        await held({});
        taken.delete(name);
        own.delete(name);
      },
    };
    vi.stubGlobal('navigator', { locks });
    return { close: () => own.forEach((name) => taken.delete(name)) };
  }

  let person = 0;
  let me = '';
  beforeEach(() => {
    me = `ann-${person++}`;
  });

  async function leftBehind(names: string[]): Promise<Set<string>> {
    const taken = new Set<string>();
    const before = tab(taken);
    const store = new UploadStore(me);
    uploadsTo(store).uploads.add(
      'c',
      names.map((name) => file(name)),
    );
    await store.remove('none'); // it is behind all that was given
    before.close();
    return taken;
  }

  it('what_was_on_its_way_goes_on_in_its_order', async () => {
    tab(await leftBehind(['a', 'bb']));
    const { uploads, calls, sent } = uploadsTo(new UploadStore(me));

    await uploads.restore();
    calls[1]!.finish({ file_id: 'b' });
    calls[0]!.finish({ file_id: 'a' });

    await vi.waitFor(() => expect(sent.map(({ file_id }) => file_id)).toEqual(['a', 'b']));
  });

  it('a_file_whose_message_was_not_acknowledged_is_said_again_under_the_same_id_and_not_uploaded_again', async () => {
    const taken = await leftBehind(['a']);
    const first = tab(taken);
    const store = new UploadStore(me);
    const before = uploadsTo(store);
    await before.uploads.restore();
    before.calls[0]!.finish({});
    await vi.waitFor(() => expect(before.sent).toHaveLength(1));
    await store.remove('none');
    first.close();

    tab(taken);
    const after = uploadsTo(new UploadStore(me));
    await after.uploads.restore();

    expect(after.calls).toEqual([]);
    expect(after.acks.map(({ id }) => id)).toEqual(before.acks.map(({ id }) => id));
    expect(after.sent).toEqual(before.sent);
  });

  it('what_was_acknowledged_or_cancelled_is_gone', async () => {
    const taken = await leftBehind(['a', 'b']);
    const first = tab(taken);
    const store = new UploadStore(me);
    const { uploads, calls, acks } = uploadsTo(store);
    await uploads.restore();
    uploads.cancel(uploads.all.value[1]!.id);
    calls[0]!.finish({});
    await vi.waitFor(() => expect(acks).toHaveLength(1));
    acks[0]!.ack();
    await Promise.resolve();
    await store.remove('none');
    first.close();

    tab(taken);
    expect(await new UploadStore(me).adopt()).toEqual([]);
  });

  it('another_tab_does_not_take_what_an_open_one_has', async () => {
    const taken = await leftBehind(['a']);
    tab(taken);
    expect(await new UploadStore(me).adopt()).toHaveLength(1);
    tab(taken);
    expect(await new UploadStore(me).adopt()).toEqual([]);
  });

  it('a_browser_that_has_no_database_still_sends_files', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const { uploads, calls, sent } = uploadsTo(new UploadStore(me));
    vi.unstubAllGlobals();

    await uploads.restore();
    uploads.add('c', [file('a')]);
    calls[0]!.finish({});

    await vi.waitFor(() => expect(sent).toHaveLength(1));
  });

  it('what_is_of_another_day_waits_for_a_person', async () => {
    const old = { id: 'u', chatId: 'c', file: file('a'), givenAt: Date.now() - 25 * 60 * 60 * 1_000 };
    const { uploads, calls } = uploadsTo({ ...nowhere, adopt: async () => [old] });

    await uploads.restore();
    expect(calls).toEqual([]);
    expect(uploads.all.value[0]!.failure).toBe('It is from an earlier visit.');

    uploads.retry('u');
    expect(calls).toHaveLength(1);
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
