import { afterEach, describe, expect, it, vi } from 'vitest';
import { RestClient } from '../src/index.ts';

const FILE = { file_id: 'f1', name: 'a b.txt', size: 5, content_type: 'text/plain', url: 'http://store/f1' };

function answer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

describe('an upload', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('sends the file as it is, under its name', async () => {
    const calls: { url: string; init: RequestInit }[] = [];
    const fetch = async (url: string, init: RequestInit = {}) => {
      calls.push({ url, init });
      return answer(201, FILE);
    };
    const rest = new RestClient({ base: '/api/v1', token: async () => 't', fetch });

    expect(await rest.uploadFile('c1', 'a b.txt', new Blob(['hello'], { type: 'text/plain' }))).toEqual(FILE);

    expect(calls[0]!.url).toBe('/api/v1/chats/c1/files?name=a%20b.txt');
    expect(calls[0]!.init.headers).toMatchObject({ 'Content-Type': 'text/plain', Authorization: 'Bearer t' });
  });

  it('is not repeated by itself', async () => {
    let calls = 0;
    const fetch = async () => {
      calls++;
      return answer(503, { code: 'unavailable' });
    };
    const rest = new RestClient({ base: '', token: async () => 't', fetch });

    await expect(rest.uploadFile('c1', 'a', new Blob(['x']))).rejects.toMatchObject({ status: 503 });

    expect(calls).toBe(1);
  });

  it('tells how far it is and can be ended, in a browser', async () => {
    const requests: FakeRequest[] = [];
    class FakeRequest {
      upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
      onload?: () => void;
      onabort?: () => void;
      status = 201;
      responseText = JSON.stringify(FILE);
      headers: Record<string, string> = {};
      constructor() {
        requests.push(this);
      }
      open(): void {}
      setRequestHeader(name: string, value: string): void {
        this.headers[name] = value;
      }
      getAllResponseHeaders(): string {
        return 'content-type: application/json\r\n';
      }
      send(): void {
        this.upload.onprogress?.({ loaded: 2, total: 5 });
      }
      abort(): void {
        this.onabort?.();
      }
    }
    vi.stubGlobal('XMLHttpRequest', FakeRequest);
    const rest = new RestClient({ base: '', token: async () => 't', fetch: async () => answer(500, {}) });
    const progress: number[][] = [];
    const ended = new AbortController();

    const first = rest.uploadFile('c1', 'a', new Blob(['hello']), { onProgress: (...far) => progress.push(far) });
    await vi.waitFor(() => expect(progress).toEqual([[2, 5]]));
    requests[0]!.onload!();
    const second = rest.uploadFile('c1', 'a', new Blob(['x']), { onProgress: () => {}, signal: ended.signal });
    await vi.waitFor(() => expect(requests).toHaveLength(2));
    ended.abort();

    expect(await first).toEqual(FILE);
    expect(requests[0]!.headers['Authorization']).toBe('Bearer t');
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
  });
});
