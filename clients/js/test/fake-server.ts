import { capitalised, FakeChats, Refusal } from './fake-chats.ts';
import { found, history, receipts, single } from './fake-reads.ts';
import type { ClientFrame, ErrorFrame, Role, ServerFrame, StreamEvent } from '../src/wire.ts';

export interface FakeSettings {
  heartbeatMs: number;
  tokenMs: number;
  /** Events of a user that are still kept; `resumed:false` for who comes from further back. */
  kept: number;
}

/** One connection, seen from the server. */
export interface FakeWire {
  send(frame: ServerFrame): void;
  close(code: number): void;
}

export interface FakeSession {
  user: string;
  device: string;
  wire: FakeWire;
  receive(frame: ClientFrame): void;
  gone(): void;
}

export interface FakeAnswer {
  status: number;
  body?: unknown;
}

/** The whole server without a network: sessions over `FakeChats`, and REST as a function. */
export class FakeServer {
  readonly chats = new FakeChats();
  readonly sessions = new Set<FakeSession>();
  /** What each connection watches, as it last said. */
  readonly watching = new Map<FakeSession, Set<string>>();
  readonly settings: FakeSettings = { heartbeatMs: 30_000, tokenMs: 3_600_000, kept: 10_000 };
  /** Refuses the next commands with this code. */
  refuse: { code: ErrorFrame['code']; times: number; retry_after_ms?: number } | undefined;

  constructor() {
    this.chats.onEvent = (user, event) => {
      for (const session of this.sessions) if (session.user === user) session.wire.send(event);
    };
  }

  connect(user: string, device: string, since: number | undefined, wire: FakeWire): FakeSession {
    for (const other of [...this.sessions]) {
      if (other.user === user && other.device === device) this.end(other, 4409);
    }
    const receive = (frame: ClientFrame) => this.receive(session, frame);
    const session: FakeSession = { user, device, wire, receive, gone: () => this.leave(session) };
    const stream = this.chats.stream(user);
    const resumed = since !== undefined && since <= stream.length && since >= stream.length - this.settings.kept;
    wire.send({
      type: 'hello',
      user,
      device,
      server: 'fake-1',
      seq: stream.length,
      resumed,
      heartbeat_ms: this.settings.heartbeatMs,
      expires_at: this.expiry(),
      limits: { content_bytes: 16_384, frame_bytes: 65_536, file_bytes: 104_857_600 },
    });
    if (resumed) stream.slice(since).forEach((event: StreamEvent) => wire.send(event));
    this.sessions.add(session);
    this.tellPresence(user);
    return session;
  }

  end(session: FakeSession, code: number): void {
    this.leave(session);
    session.wire.close(code);
  }

  rest(user: string, method: string, path: string, query: URLSearchParams, body: unknown): FakeAnswer {
    try {
      return this.route(user, `${method} ${path}`, query, (body ?? {}) as Record<string, never>);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const status = error.code.startsWith('no_such') ? 404 : 403;
      return { status, body: { type: 'about:blank', status, code: error.code, title: error.code } };
    }
  }

  private receive(session: FakeSession, frame: ClientFrame): void {
    const { user, wire } = session;
    const ref = frame.ref ? { ref: frame.ref } : {};
    try {
      if (frame.type === 'ping') wire.send({ type: 'pong', ...ref });
      else if (frame.type === 'auth') wire.send({ type: 'authed', expires_at: this.expiry(), ...ref });
      else if (frame.type === 'typing') this.typing(user, frame.chat_id);
      else if (frame.type === 'presence') this.watch(session, frame.users);
      else if (frame.type === 'delivered' || frame.type === 'read') this.chats.mark(user, frame);
      else if ('client_msg_id' in frame) this.command(session, frame);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const id = 'client_msg_id' in frame ? { client_msg_id: frame.client_msg_id, chat_id: frame.chat_id } : {};
      wire.send({ type: 'error', code: error.code as ErrorFrame['code'], ...id, ...ref });
    }
  }

  private leave(session: FakeSession): void {
    this.sessions.delete(session);
    this.watching.delete(session);
    this.tellPresence(session.user);
  }

  private watch(session: FakeSession, users: string[]): void {
    this.watching.set(session, new Set(users));
    for (const user of users) session.wire.send(this.presence(user));
  }

  private tellPresence(user: string): void {
    for (const [session, users] of this.watching) if (users.has(user)) session.wire.send(this.presence(user));
  }

  private presence(user: string): ServerFrame {
    const online = [...this.sessions].some((session) => session.user === user);
    return { type: 'presence', user, status: online ? 'online' : 'offline', last_seen: new Date().toISOString() };
  }

  private typing(user: string, chatId: string): void {
    for (const session of this.sessions) {
      const member = this.chats.list(session.user).some(({ chat_id }) => chat_id === chatId);
      if (member && session.user !== user) session.wire.send({ type: 'typing', chat_id: chatId, user });
    }
  }

  private command(session: FakeSession, frame: Extract<ClientFrame, { client_msg_id: string }>): void {
    if (this.refuse && this.refuse.times-- > 0) {
      const { code, retry_after_ms } = this.refuse;
      const wait = retry_after_ms === undefined ? {} : { retry_after_ms };
      const { client_msg_id, chat_id } = frame;
      session.wire.send({ type: 'error', code, client_msg_id, chat_id, ...wait });
      return;
    }
    session.wire.send(this.chats.command(session.user, frame));
  }

  private route(user: string, call: string, query: URLSearchParams, body: Record<string, never>): FakeAnswer {
    const { chats } = this;
    const [, chatId = '', member = ''] = /\/chats\/([^/]+)(?:\/members\/([^/]+))?/.exec(call) ?? [];
    if (call === 'GET /chats') {
      const all = chats.list(user);
      const from = Number(query.get('cursor') ?? 0);
      const limit = Number(query.get('limit') ?? 50);
      const next_cursor = from + limit < all.length ? String(from + limit) : null;
      return {
        status: 200,
        body: { chats: all.slice(from, from + limit), as_of: chats.stream(user).length, next_cursor },
      };
    }
    if (call === 'POST /chats') {
      const { type, members, name, client_chat_id } = body as { [k: string]: unknown };
      const chat = chats.create(user, type as 'group', members as string[], name as string, client_chat_id as string);
      return { status: 201, body: chat };
    }
    if (call.startsWith('GET /users')) {
      const ids = (query.get('ids') ?? '').split(',');
      return { status: 200, body: { users: ids.map((id) => ({ user: id, name: capitalised(id) })) } };
    }
    if (/^GET .*\/messages$/.test(call)) return { status: 200, body: history(chats, chatId, user, query) };
    const [, msgId] = /^GET .*\/messages\/([^/]+)\/receipts$/.exec(call) ?? [];
    if (msgId) return { status: 200, body: receipts(chats, chatId, user, msgId) };
    const [, one] = /^GET .*\/messages\/([^/]+)$/.exec(call) ?? [];
    if (one) return { status: 200, body: single(chats, chatId, user, one) };
    if (call === 'GET /search') return { status: 200, body: found(chats, user, query) };
    if (/^POST .*\/members$/.test(call)) return { status: 200, body: chats.add(chatId, user, body['members'] ?? []) };
    if (/^PATCH .*\/members\//.test(call)) {
      return { status: 200, body: chats.setRole(chatId, user, member, body['role'] as unknown as Role) };
    }
    if (/^DELETE .*\/members\//.test(call)) {
      chats.remove(chatId, user, member);
      return { status: 204 };
    }
    if (/^PATCH \/chats\/[^/]+$/.test(call)) return { status: 200, body: chats.rename(chatId, user, body['name']!) };
    if (/^GET \/chats\/[^/]+$/.test(call)) return { status: 200, body: chats.withMembers(chatId, user) };
    return { status: 404, body: { code: 'not_found', title: 'not found' } };
  }

  private expiry(): string {
    return new Date(Date.now() + this.settings.tokenMs).toISOString();
  }
}
