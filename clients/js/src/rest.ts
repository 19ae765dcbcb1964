import { problemOf, ProblemError } from './problem.ts';
import { canTellProgress, sendWithProgress, type UploadOptions } from './upload.ts';
import type { Chat, Draft, FileInfo, Message, ReportReason, Role, User, PresenceStatus } from './wire.ts';

export type FetchLike = (input: string, init?: RequestInit) => Promise<Response>;

export interface RestSettings {
  /** Where the API is, for example `https://chat.example.com/api/v1`. */
  base: string;
  /** The token of now; `renew` is true when the last one was refused. */
  token: (renew: boolean) => Promise<string>;
  fetch: FetchLike;
  /** How often a call that is safe to repeat is tried when a part is down (503 or no answer). */
  attempts?: number;
  /** How long an answer may take before the call counts as not answered; uploads take as long as they take. 20,000 ms by default. */
  timeoutMs?: number;
  /** Waits; injected so that tests need not. */
  sleep?: (ms: number) => Promise<void>;
}

export type UploadedFile = FileInfo & { url: string; thumbnail_url?: string };

export interface FileLinks {
  url: string;
  thumbnail_url?: string;
  expires_at: string;
}

export interface ChatsPage {
  chats: Chat[];
  as_of: number;
  next_cursor: string | null;
}

export interface MessagesPage {
  messages: Message[];
  next_before: string | null;
  next_after?: string | null;
}

export interface HistoryQuery {
  before?: string;
  after?: string;
  around?: string;
  limit?: number;
  min_seq?: number;
}

export interface SearchPage {
  results: { message: Message; marks: [number, number][] }[];
  next_cursor: string | null;
}

type Query = Record<string, string | number | undefined>;

/**
 * The REST half of the contract. Errors are {@link ProblemError}. Calls that are safe to repeat are repeated a bounded number
 * of times; a refused token is renewed once.
 */
export class RestClient {
  constructor(private readonly settings: RestSettings) {}

  chats(query: { cursor?: string; limit?: number; min_seq?: number } = {}): Promise<ChatsPage> {
    return this.get('/chats', query);
  }

  chat(chatId: string): Promise<Chat> {
    return this.get(`/chats/${encodeURIComponent(chatId)}`);
  }

  createDirect(user: string): Promise<Chat> {
    return this.call('POST', '/chats', { type: 'direct', members: [user] }, true);
  }

  /** `clientChatId` makes it safe to repeat: give the same one again for the same group. */
  createGroup(name: string, members: string[], clientChatId: string): Promise<Chat> {
    return this.call('POST', '/chats', { type: 'group', name, members, client_chat_id: clientChatId }, true);
  }

  rename(chatId: string, name: string): Promise<Chat> {
    return this.call('PATCH', `/chats/${encodeURIComponent(chatId)}`, { name }, true);
  }

  mute(chatId: string, muted: boolean): Promise<Chat> {
    return this.call('PATCH', `/chats/${encodeURIComponent(chatId)}`, { muted }, true);
  }

  addMembers(chatId: string, members: string[]): Promise<Chat> {
    return this.call('POST', `/chats/${encodeURIComponent(chatId)}/members`, { members }, true);
  }

  setRole(chatId: string, user: string, role: Role): Promise<Chat> {
    return this.call('PATCH', this.memberPath(chatId, user), { role }, true);
  }

  /** Removes a member, or leaves when it is oneself. */
  removeMember(chatId: string, user: string): Promise<void> {
    return this.call('DELETE', this.memberPath(chatId, user), undefined, true);
  }

  messages(chatId: string, query: HistoryQuery = {}): Promise<MessagesPage> {
    return this.get(`/chats/${encodeURIComponent(chatId)}/messages`, { ...query });
  }

  message(chatId: string, msgId: string): Promise<Message> {
    return this.get(this.messagePath(chatId, msgId));
  }

  /** Sends by REST; a repeat with the same `client_msg_id` has the first one's effect. */
  sendMessage(chatId: string, draft: Draft & { client_msg_id: string }): Promise<Message> {
    return this.call('POST', `/chats/${encodeURIComponent(chatId)}/messages`, draft, true);
  }

  /** Deletes as the frame does. An app server may delete anybody's. */
  deleteMessage(chatId: string, msgId: string): Promise<void> {
    return this.call('DELETE', this.messagePath(chatId, msgId), undefined, true);
  }

  /** Tells those who moderate of a message; nobody in the chat hears of it. Once for each message: again is the same report. */
  report(chatId: string, msgId: string, reason: ReportReason, text?: string): Promise<void> {
    return this.call('POST', `${this.messagePath(chatId, msgId)}/report`, { reason, text }, true);
  }

  async receipts(chatId: string, msgId: string): Promise<{ user: string; delivered_at?: string; read_at?: string }[]> {
    const path = `${this.messagePath(chatId, msgId)}/receipts`;
    return (await this.get<{ receipts: { user: string; delivered_at?: string; read_at?: string }[] }>(path)).receipts;
  }

  search(q: string, query: { chat_id?: string; limit?: number; cursor?: string } = {}): Promise<SearchPage> {
    return this.get('/search', { q, ...query });
  }

  async users(ids: string[]): Promise<User[]> {
    return (await this.get<{ users: User[] }>('/users', { ids: ids.join(',') })).users;
  }

  setProfile(profile: { name?: string; avatar_url?: string }): Promise<User> {
    return this.call('PUT', '/users/me', profile, true);
  }

  async blocks(): Promise<User[]> {
    return (await this.get<{ users: User[] }>('/users/me/blocks')).users;
  }

  setBlocked(user: string, blocked: boolean): Promise<void> {
    return this.call(blocked ? 'PUT' : 'DELETE', `/users/me/blocks/${encodeURIComponent(user)}`, undefined, true);
  }

  presence(user: string): Promise<{ user: string; status: PresenceStatus; last_seen?: string }> {
    return this.get(`/users/${encodeURIComponent(user)}/presence`);
  }

  /** Uploads a file for a message of this chat; its `file_id` then goes into `send`. It is never repeated by itself. */
  async uploadFile(chatId: string, name: string, body: Blob, options: UploadOptions = {}): Promise<UploadedFile> {
    const path = `/chats/${encodeURIComponent(chatId)}/files?name=${encodeURIComponent(name)}`;
    if (options.onProgress && canTellProgress()) {
      const send = async (renew: boolean) =>
        sendWithProgress({ url: this.settings.base + path, token: await this.settings.token(renew), body, options });
      let response = await send(false);
      if (response.status === 401) response = await send(true);
      if (!response.ok) throw await problemOf(response);
      return (await response.json()) as UploadedFile;
    }
    const headers = { 'Content-Type': body.type || 'application/octet-stream' };
    const ended = options.signal ? { signal: options.signal } : {};
    return this.request('POST', path, { body, headers, ...ended }, false);
  }

  /** URLs that open a file for a while; they take no token. */
  fileUrl(chatId: string, fileId: string): Promise<FileLinks> {
    return this.get(`/chats/${encodeURIComponent(chatId)}/files/${encodeURIComponent(fileId)}`, { format: 'json' });
  }

  private messagePath(chatId: string, msgId: string): string {
    return `/chats/${encodeURIComponent(chatId)}/messages/${encodeURIComponent(msgId)}`;
  }

  private memberPath(chatId: string, user: string): string {
    return `/chats/${encodeURIComponent(chatId)}/members/${encodeURIComponent(user)}`;
  }

  private get<T>(path: string, query: Query = {}): Promise<T> {
    const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
    const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
    return this.request('GET', search ? `${path}?${search}` : path, {}, true);
  }

  private call<T>(method: string, path: string, body: unknown, repeatable: boolean): Promise<T> {
    const init: RequestInit =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
    return this.request(method, path, init, repeatable);
  }

  private async request<T>(method: string, path: string, init: RequestInit, repeatable: boolean): Promise<T> {
    const attempts = repeatable ? (this.settings.attempts ?? 4) : 1;
    const sleep = this.settings.sleep ?? ((ms: number) => new Promise((resolve) => setTimeout(resolve, ms)));
    for (let attempt = 1; ; attempt++) {
      try {
        const ended = repeatable ? { signal: AbortSignal.timeout(this.settings.timeoutMs ?? 20_000) } : {};
        return await this.once<T>(method, path, { ...init, ...ended });
      } catch (error) {
        const passing = error instanceof ProblemError ? error.status === 503 : isNoAnswer(error);
        if (!passing || attempt >= attempts) throw error;
        const asked = error instanceof ProblemError ? error.retryAfterMs : undefined;
        await sleep(Math.min(asked ?? 250 * 2 ** attempt, 5_000));
      }
    }
  }

  private async once<T>(method: string, path: string, init: RequestInit): Promise<T> {
    let response = await this.send(method, path, init, false);
    if (response.status === 401) response = await this.send(method, path, init, true);
    if (!response.ok) throw await problemOf(response);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  private async send(method: string, path: string, init: RequestInit, renew: boolean): Promise<Response> {
    const token = await this.settings.token(renew);
    const headers = { ...(init.headers as Record<string, string>), Authorization: `Bearer ${token}` };
    return this.settings.fetch(this.settings.base + path, { ...init, method, headers });
  }
}

/** `fetch` rejects with a TypeError when the network fails, and with a TimeoutError when its time is over. */
function isNoAnswer(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');
}
