import { seenBy } from './fake-reads.ts';
import type { Ack, Chat, ChatEvent, ClientFrame, ErrorFrame, Member, Message, Role, StreamEvent } from '../src/wire.ts';

/** What a user is told: the event without its `seq`, which is the user's own. */
type Unnumbered = StreamEvent extends infer E ? (E extends { seq: number } ? Omit<E, 'seq'> : never) : never;

export interface FakeChat {
  id: string;
  type: 'direct' | 'group';
  name?: string;
  version: number;
  createdAt: string;
  members: Map<string, { role: Role; joinedAt: string }>;
  messages: Message[];
  read: Map<string, number>;
  delivered: Map<string, number>;
  joined: Map<string, number>;
}

export class Refusal extends Error {
  constructor(readonly code: ErrorFrame['code'] | 'no_such_user') {
    super(code);
  }
}

let ticks = 0;

/** Time-ordered ids in the form of version 1 UUIDs; the clock of this fake is a counter. */
function timeUuid(): string {
  const time = (0x1ec9414c232ab00n + BigInt(ticks++) * 10_000n).toString(16).padStart(15, '0');
  return `${time.slice(7)}-${time.slice(3, 7)}-1${time.slice(0, 3)}-8000-00163e000001`;
}

/**
 * The facts of a hand-written server: chats, who is in them, what was said, and each user's stream of events. Written from the
 * contract alone, without the code under test.
 */
export class FakeChats {
  readonly chats = new Map<string, FakeChat>();
  readonly streams = new Map<string, StreamEvent[]>();
  /** Told of each event as it is numbered. */
  onEvent: (user: string, event: StreamEvent) => void = () => {};
  private readonly results = new Map<string, Ack>();
  private made = 0;

  stream(user: string): StreamEvent[] {
    if (!this.streams.has(user)) this.streams.set(user, []);
    return this.streams.get(user)!;
  }

  create(by: string, type: 'direct' | 'group', others: string[], name?: string, again?: string): Chat {
    const id = type === 'direct' ? `d-${[by, ...others].sort().join('-')}` : `g-${again ?? ++this.made}`;
    if (!this.chats.has(id)) {
      const at = new Date().toISOString();
      const role = (user: string): Role => (type === 'group' && user === by ? 'owner' : 'member');
      const members = new Map([by, ...others].map((user) => [user, { role: role(user), joinedAt: at }]));
      const fresh = { messages: [], read: new Map(), delivered: new Map(), joined: new Map() };
      const chat: FakeChat = { id, type, name, version: 1, createdAt: at, members, ...fresh };
      this.chats.set(id, chat);
      this.changed(chat, 'created', by, []);
    }
    return this.view(this.chats.get(id)!, by);
  }

  chat(id: string, user: string): FakeChat {
    const chat = this.chats.get(id);
    if (!chat || !chat.joined.has(user)) throw new Refusal('no_such_chat');
    if (!chat.members.has(user)) throw new Refusal('not_a_member');
    return chat;
  }

  list(user: string): Chat[] {
    const active = (chat: FakeChat) => chat.messages.at(-1)?.created_at ?? chat.createdAt;
    return [...this.chats.values()]
      .filter((chat) => chat.members.has(user))
      .sort((a, b) => (active(a) < active(b) ? 1 : -1))
      .map((chat) => ({ ...this.view(chat, user), last_message: seenBy(chat, chat.messages.at(-1), user) }));
  }

  withMembers(id: string, user: string): Chat {
    const chat = this.chat(id, user);
    const list: Member[] = [...chat.members].map(([member, { role, joinedAt }]) => ({
      user: member,
      name: capitalised(member),
      role,
      joined_at: joinedAt,
    }));
    return { ...this.view(chat, user), member_list: list };
  }

  rename(id: string, by: string, name: string): Chat {
    const chat = this.mayManage(id, by);
    chat.name = name;
    this.changed(chat, 'renamed', by, []);
    return this.withMembers(id, by);
  }

  add(id: string, by: string, users: string[]): Chat {
    const chat = this.mayManage(id, by);
    const fresh = users.filter((user) => !chat.members.has(user));
    fresh.forEach((user) => chat.members.set(user, { role: 'member', joinedAt: new Date().toISOString() }));
    if (fresh.length) this.changed(chat, 'members_added', by, fresh);
    return this.withMembers(id, by);
  }

  setRole(id: string, by: string, user: string, role: Role): Chat {
    const chat = this.mayManage(id, by);
    const member = chat.members.get(user);
    if (!member) throw new Refusal('no_such_user');
    member.role = role;
    this.changed(chat, 'role_changed', by, [user]);
    return this.withMembers(id, by);
  }

  remove(id: string, by: string, user: string): void {
    const chat = user === by ? this.chat(id, by) : this.mayManage(id, by);
    if (!chat.members.delete(user)) return;
    this.changed(chat, 'members_removed', by, [user]);
    const { role: _r, ...left } = this.view(chat, user);
    this.tell(user, { type: 'chat', event: 'members_removed', by, users: [user], chat: { ...left, unread: 0 } });
  }

  /** The effect of a frame that is acknowledged; a repeat has the first one's. */
  command(user: string, frame: Extract<ClientFrame, { client_msg_id: string }>): Ack {
    const key = `${frame.chat_id} ${user} ${frame.client_msg_id}`;
    const known = this.results.get(key);
    if (known) return known;
    const chat = this.chat(frame.chat_id, user);
    const message = frame.type === 'message' ? this.say(chat, user, frame) : this.change(chat, user, frame);
    const { msg_id, chat_seq, created_at } = message;
    const ack: Ack = {
      type: 'ack',
      client_msg_id: frame.client_msg_id,
      chat_id: chat.id,
      msg_id,
      chat_seq,
      created_at,
    };
    this.results.set(key, ack);
    return ack;
  }

  mark(user: string, frame: Extract<ClientFrame, { type: 'delivered' | 'read' }>): void {
    const chat = this.chat(frame.chat_id, user);
    const message = chat.messages.find(({ msg_id }) => msg_id === frame.msg_id);
    if (!message) throw new Refusal('no_such_message');
    const marks = frame.type === 'read' ? chat.read : chat.delivered;
    if ((marks.get(user) ?? 0) >= message.chat_seq) return;
    marks.set(user, message.chat_seq);
    if (frame.type === 'read') {
      chat.delivered.set(user, Math.max(chat.delivered.get(user) ?? 0, message.chat_seq));
      const count = this.unread(chat, user);
      this.tell(user, { type: 'unread', chat_id: chat.id, count, mentions: 0, read: message.msg_id });
    }
    this.tellReceipt(chat, user, frame.type, message);
  }

  unread(chat: FakeChat, user: string): number {
    const from = Math.max(chat.read.get(user) ?? 0, chat.joined.get(user) ?? 0);
    return chat.messages.filter(
      ({ chat_seq, sender, deleted_at }) => chat_seq > from && sender && sender !== user && !deleted_at,
    ).length;
  }

  private say(chat: FakeChat, sender: string, frame: Extract<ClientFrame, { type: 'message' }>): Message {
    if (!frame.content) throw new Refusal('bad_request');
    const { type: _t, msg_type = 'text', file_id: _f, ref: _r, ...said } = frame;
    return this.append(chat, { ...said, msg_type, sender });
  }

  private append(chat: FakeChat, said: Omit<Message, 'msg_id' | 'chat_seq' | 'created_at'>): Message {
    const chat_seq = chat.messages.length + 1;
    const message: Message = { msg_id: timeUuid(), chat_seq, created_at: new Date().toISOString(), ...said };
    chat.messages.push(message);
    for (const user of chat.members.keys()) {
      this.tell(user, { type: 'message', unread: this.unread(chat, user), mentions_unread: 0, ...message });
    }
    return message;
  }

  private change(chat: FakeChat, by: string, frame: { type: string; msg_id?: string; [k: string]: unknown }): Message {
    const at = chat.messages.findIndex(({ msg_id }) => msg_id === frame.msg_id);
    const message = chat.messages[at];
    if (!message || message.deleted_at) throw new Refusal('no_such_message');
    const now = new Date().toISOString();
    const about = { chat_id: chat.id, msg_id: message.msg_id, chat_seq: message.chat_seq };
    if (frame.type === 'edit') {
      const content = String(frame['content']);
      const mentions = (frame['mentions'] as string[] | undefined) ?? message.mentions ?? [];
      chat.messages[at] = { ...message, content, mentions, edited_at: now };
      this.tellAll(chat, { type: 'edited', ...about, content, mentions, edited_at: now, by });
    } else if (frame.type === 'delete') {
      chat.messages[at] = { ...message, content: undefined, deleted_at: now };
      this.tellAll(chat, { type: 'deleted', ...about, deleted_at: now, by });
    } else {
      const op = frame['op'] as 'add' | 'remove';
      chat.messages[at] = {
        ...message,
        reactions: op === 'add' ? [{ emoji: String(frame['emoji']), count: 1, me: true }] : [],
      };
      const count = op === 'add' ? 1 : 0;
      this.tellAll(chat, { type: 'reaction', ...about, emoji: String(frame['emoji']), op, user: by, count });
    }
    return message;
  }

  private tellReceipt(chat: FakeChat, user: string, status: 'delivered' | 'read', message: Message): void {
    const others = [...chat.members.keys()].filter((member) => member !== user);
    if (chat.type === 'direct') {
      const at = new Date().toISOString();
      others.forEach((other) =>
        this.tell(other, { type: 'receipt', chat_id: chat.id, msg_id: message.msg_id, user, status, at }),
      );
      return;
    }
    for (const sender of others) this.tellStatus(chat, sender);
  }

  /** About the newest own message that everybody else has got, or read. */
  private tellStatus(chat: FakeChat, sender: string): void {
    const others = [...chat.members.keys()].filter((member) => member !== sender);
    const own = chat.messages.filter((message) => message.sender === sender);
    const by = (marks: Map<string, number>, { chat_seq }: Message) =>
      others.filter((user) => (marks.get(user) ?? 0) >= chat_seq).length;
    const counts = (m: Message) => ({
      delivered_by: by(chat.delivered, m),
      read_by: by(chat.read, m),
      of: others.length,
    });
    for (const [status, marks] of [['read', chat.read] as const, ['delivered', chat.delivered] as const]) {
      const newest = own.findLast((message) => by(marks, message) === others.length);
      if (newest) {
        this.tell(sender, { type: 'status', chat_id: chat.id, msg_id: newest.msg_id, status, ...counts(newest) });
        return;
      }
    }
  }

  private changed(chat: FakeChat, event: ChatEvent['event'], by: string, users: string[]): void {
    chat.version++;
    const head = chat.messages.length;
    for (const user of chat.members.keys()) {
      if (chat.joined.has(user) && !(event === 'members_added' && users.includes(user))) continue;
      chat.joined.set(user, head);
      chat.read.set(user, head);
    }
    for (const user of chat.members.keys()) {
      this.tell(user, { type: 'chat', event, by, users, chat: this.view(chat, user) });
    }
    if (chat.type === 'group' && event !== 'muted') {
      this.append(chat, { chat_id: chat.id, msg_type: 'system', event: { kind: event, by, users } });
    }
  }

  private view(chat: FakeChat, user: string): Chat {
    const idAt = (seq: number | undefined) => (seq ? chat.messages[seq - 1]?.msg_id : undefined);
    const other = [...chat.members.keys()].find((member) => member !== user)!;
    const marks = { delivered: idAt(chat.delivered.get(other)), read: idAt(chat.read.get(other)) };
    return {
      chat_id: chat.id,
      type: chat.type,
      ...(chat.name ? { name: chat.name } : {}),
      version: chat.version,
      created_at: chat.createdAt,
      members: chat.members.size,
      role: chat.members.get(user)?.role,
      unread: this.unread(chat, user),
      mentions: 0,
      read: idAt(chat.read.get(user)),
      muted: false,
      ...(chat.type === 'direct' ? { peer: { user: other, name: capitalised(other), ...marks } } : {}),
    };
  }

  private mayManage(id: string, by: string): FakeChat {
    const chat = this.chat(id, by);
    if (chat.members.get(by)?.role === 'member') throw new Refusal('forbidden');
    return chat;
  }

  private tellAll(chat: FakeChat, event: Unnumbered): void {
    for (const user of chat.members.keys()) this.tell(user, event);
  }

  private tell(user: string, event: Unnumbered): void {
    const stream = this.stream(user);
    const numbered = { ...event, seq: stream.length + 1 } as StreamEvent;
    stream.push(numbered);
    this.onEvent(user, numbered);
  }
}

export function capitalised(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1);
}
