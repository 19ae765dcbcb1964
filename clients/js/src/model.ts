import { ParleyClient } from './client.ts';
import { History, PAGE } from './history.ts';
import { freshId } from './ids.ts';
import { ProblemError } from './problem.ts';
import type { Sending } from './sender.ts';
import type { ClientOptions } from './settings.ts';
import { reduce, type Action } from './reduce.ts';
import { chatsByActivity, emptyState, type State } from './state.ts';
import { shownOf } from './stretch.ts';
import type { Chat, Draft, Hello, Role, StreamEvent } from './wire.ts';

export interface ModelOptions extends Omit<ClientOptions, 'snapshot'> {
  /** The user id that the tokens are for. */
  me: string;
  /** A state of an earlier time whose `seq` is what the storage gives as the cursor. */
  state?: State;
  limits?: ClientOptions['limits'];
}

/** Chats in a page of the list. */
const CHATS_PAGE = 200;
/** Names that are asked for in one call. */
const NAMES_PAGE = 100;
/** How long `typing` is shown, in milliseconds. */
const TYPING_SHOWN_MS = 5_000;
/** Users whose presence one connection may watch. */
const WATCHED_AT_MOST = 1_000;
/** A list that changes is looked at once it has stood still for so long, in milliseconds. */
const WATCH_DELAY_MS = 100;

const CHANGES_THE_LIST: ReadonlySet<string> = new Set(['snapshot', 'chat']);

/**
 * A client with what it shows: turns the stream, REST answers and the outbox into one `State` after the other. It takes
 * snapshots without a hole, loads history, asks for names, and keeps at most one call of each kind a chat under way.
 */
export class ChatModel {
  readonly client: ParleyClient;
  state: State;
  private readonly listeners = new Set<(state: State) => void>();
  private readonly history: History;
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly unnamed = new Set<string>();
  private readonly asked = new Set<string>();
  private readonly askedQuotes = new Set<string>();
  private namesTimer: ReturnType<typeof setTimeout> | undefined;
  /** True until a state that was given has been held against the server. */
  private inherited: boolean;
  /** Chats that somebody looks at: a snapshot takes their history with it. */
  private readonly open = new Set<string>();
  private watchTimer: ReturnType<typeof setTimeout> | undefined;
  private watched = '';

  constructor(options: ModelOptions) {
    this.state = options.state ?? emptyState(options.me);
    this.inherited = this.state.seq !== undefined;
    this.client = new ParleyClient({ ...options, snapshot: (hello) => this.snapshot(hello) });
    this.history = new History(
      () => this.client.rest,
      this,
      (messages) => this.needNames(messages.flatMap(({ sender }) => (sender ? [sender] : []))),
    );
    this.client.on('event', (event) => this.onEvent(event));
    this.client.on('outbox', (entries) => this.dispatch({ type: 'outbox', entries }));
    this.client.on('state', (state) => {
      if (state.phase !== 'online') this.dispatch({ type: 'presence-lost' });
      if (state.phase !== 'online' || !state.synced) return;
      this.openAgain();
      this.watchSoon();
      void this.check().catch(() => {});
    });
    this.client.on('presence', (frame) => this.dispatch({ type: 'presence', frame }));
    this.client.on('typing', (frame) => {
      this.dispatch({ type: 'typing', frame, at: Date.now() });
      setTimeout(
        () => this.dispatch({ type: 'typing-over', before: Date.now() - TYPING_SHOWN_MS + 50 }),
        TYPING_SHOWN_MS,
      );
    });
    this.client.on('ack', (ack) => {
      const command = this.client.outbox.find(({ command: sent }) => sent.client_msg_id === ack.client_msg_id)?.command;
      if (command) this.dispatch({ type: 'acked', ack, command });
    });
  }

  subscribe(listener: (state: State) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  dispatch(action: Action): void {
    this.state = reduce(this.state, action);
    for (const listener of [...this.listeners]) listener(this.state);
    const listChanged = action.type === 'event' ? action.event.type === 'chat' : CHANGES_THE_LIST.has(action.type);
    if (listChanged) this.watchSoon();
  }

  private watchSoon(): void {
    this.watchTimer ??= setTimeout(() => this.watchPeers(), WATCH_DELAY_MS);
  }

  /** Watches those with whom there is a direct chat, the last active first; what is watched already is not said again. */
  private watchPeers(): void {
    this.watchTimer = undefined;
    const peers = chatsByActivity(this.state).flatMap(({ chat }) => (chat.role && chat.peer ? [chat.peer.user] : []));
    const users = peers.slice(0, WATCHED_AT_MOST).sort();
    if (users.join() === this.watched) return;
    this.watched = users.join();
    this.client.watchPresence(users);
  }

  send(chatId: string, draft: Draft | string): Sending {
    return this.client.send(chatId, draft);
  }

  /** Makes sure that the newest messages are there, and in a group its members. */
  async openChat(chatId: string): Promise<void> {
    this.open.add(chatId);
    const chat = this.state.chats.get(chatId);
    if (!chat || (chat.chat.type === 'group' && !chat.members)) void this.refreshChat(chatId).catch(() => {});
    if (!chat?.opened) await this.loadNewest(chatId);
  }

  closeChat(chatId: string): void {
    this.open.delete(chatId);
    this.dispatch({ type: 'trim', chatId, keep: 2 * PAGE });
  }

  loadNewest(chatId: string): Promise<void> {
    return this.once(`newest ${chatId}`, () => this.history.newest(chatId));
  }

  /** One page further up; nothing when the start is there. */
  loadOlder(chatId: string): Promise<void> {
    const chat = this.state.chats.get(chatId);
    if (!chat) return Promise.resolve();
    const { messages, reachesStart } = shownOf(chat);
    if (reachesStart || !(chat.opened || chat.place)) return Promise.resolve();
    return this.once(`older ${chatId}`, () => this.history.above(chatId, messages[0]?.msg_id));
  }

  /** One page further down, where one reads away from the end. */
  loadNewer(chatId: string): Promise<void> {
    const last = this.state.chats.get(chatId)?.place?.messages.at(-1);
    if (!last) return Promise.resolve();
    return this.once(`newer ${chatId}`, () => this.history.below(chatId, last.msg_id));
  }

  /** Goes to a message: what stands around it is shown, until `toEnd`. */
  goTo(chatId: string, msgId: string): Promise<void> {
    return this.once(`around ${chatId} ${msgId}`, () => this.history.around(chatId, msgId));
  }

  /** Back to the end of the talk. */
  toEnd(chatId: string): void {
    this.dispatch({ type: 'end', chatId });
  }

  refreshChat(chatId: string): Promise<void> {
    return this.once(`chat ${chatId}`, async () => void this.know(await this.client.rest.chat(chatId)));
  }

  async createDirect(user: string): Promise<Chat> {
    return this.know(await this.client.rest.createDirect(user));
  }

  async createGroup(name: string, members: string[], clientChatId = freshId()): Promise<Chat> {
    return this.know(await this.client.rest.createGroup(name, members, clientChatId));
  }

  async rename(chatId: string, name: string): Promise<void> {
    this.know(await this.client.rest.rename(chatId, name));
  }

  async addMembers(chatId: string, users: string[]): Promise<void> {
    this.know(await this.client.rest.addMembers(chatId, users));
  }

  async setRole(chatId: string, user: string, role: Role): Promise<void> {
    this.know(await this.client.rest.setRole(chatId, user, role));
  }

  async removeMember(chatId: string, user: string): Promise<void> {
    await this.client.rest.removeMember(chatId, user);
    if (user !== this.state.me) await this.refreshChat(chatId);
  }

  async mute(chatId: string, muted: boolean): Promise<void> {
    await this.client.rest.mute(chatId, muted);
  }

  /** Asks for display names that are not known, some at a time. */
  needNames(users: Iterable<string>): void {
    for (const user of users) {
      if (!this.state.names.has(user) && !this.asked.has(user)) this.unnamed.add(user);
    }
    if (this.unnamed.size) this.namesTimer ??= setTimeout(() => void this.askNames(), 50);
  }

  /** Asks once for a message that another answers, when it is not among those shown. One that cannot be seen stays away. */
  async needQuote(chatId: string, msgId: string): Promise<void> {
    if (this.askedQuotes.has(msgId)) return;
    this.askedQuotes.add(msgId);
    try {
      const message = await this.client.rest.message(chatId, msgId);
      this.dispatch({ type: 'quoted', message });
      if (message.sender) this.needNames([message.sender]);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status >= 500) this.askedQuotes.delete(msgId);
    }
  }

  /**
   * A state of an earlier visit may be of another world: a server that was set up anew counts from 1 again. One page of the list
   * tells; if it does not fit, everything is taken anew.
   */
  private async check(): Promise<void> {
    const { seq } = this.state;
    if (!this.inherited || seq === undefined) return;
    this.inherited = false;
    const { chats, as_of } = await this.client.rest.chats({ limit: PAGE, min_seq: seq });
    if (as_of !== this.state.seq) return;
    const fits = chats.every(({ chat_id, unread, last_message }) => {
      const known = this.state.chats.get(chat_id);
      return known && known.chat.unread === unread && known.last?.msg_id === last_message?.msg_id;
    });
    if (!fits) this.client.takeAnew();
  }

  /** What could not be loaded while there was no connection. */
  private openAgain(): void {
    for (const chatId of this.open) void this.openChat(chatId).catch(() => {});
  }

  private know(chat: Chat): Chat {
    this.dispatch({ type: 'chat', chat });
    return chat;
  }

  private onEvent(event: StreamEvent): void {
    const unknown = event.type === 'message' && !this.state.chats.has(event.chat_id);
    if (event.type === 'edited' || event.type === 'deleted' || event.type === 'reaction') this.history.remember(event);
    this.dispatch({ type: 'event', event });
    if (event.type === 'message' && event.sender) this.needNames([event.sender]);
    if (unknown) void this.refreshChat(event.chat_id).catch(() => {});
    if (event.type === 'chat') this.chatChanged(event.chat.chat_id);
  }

  private chatChanged(chatId: string): void {
    const chat = this.state.chats.get(chatId);
    if (!chat?.chat.role || !this.open.has(chatId)) return;
    if (chat.chat.type === 'group') void this.refreshChat(chatId).catch(() => {});
    if (!chat.opened) void this.loadNewest(chatId).catch(() => {});
  }

  /** The list and the history of what is open, all reflecting at least the head that `hello` named. */
  private async snapshot(hello: Hello): Promise<void> {
    const chats: { chat: Chat; asOf: number }[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.client.rest.chats({
        limit: CHATS_PAGE,
        min_seq: hello.seq,
        ...(cursor ? { cursor } : {}),
      });
      for (const chat of page.chats) chats.push({ chat, asOf: page.as_of });
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    const open = [...this.open].filter((id) => chats.some(({ chat }) => chat.chat_id === id));
    const query = { limit: PAGE, min_seq: hello.seq };
    const pages = await Promise.all(open.map((id) => this.client.rest.messages(id, query)));
    this.askedQuotes.clear();
    this.dispatch({ type: 'snapshot', seq: hello.seq, chats });
    pages.forEach(({ messages, next_before }, i) =>
      this.dispatch({ type: 'history', chatId: open[i]!, messages, side: 'end', last: !next_before }),
    );
    this.needNames(chats.flatMap(({ chat }) => (chat.last_message?.sender ? [chat.last_message.sender] : [])));
    // What came while this device was away has come to it now.
    for (const { chat } of chats) {
      const last = chat.last_message;
      if (chat.unread > 0 && last && last.sender !== this.state.me) this.client.delivered(chat.chat_id, last.msg_id);
    }
  }

  private once(key: string, work: () => Promise<void>): Promise<void> {
    const running = this.underWay.get(key);
    if (running) return running;
    const started = work().finally(() => this.underWay.delete(key));
    this.underWay.set(key, started);
    return started;
  }

  private async askNames(): Promise<void> {
    this.namesTimer = undefined;
    const ids = [...this.unnamed].slice(0, NAMES_PAGE);
    ids.forEach((id) => {
      this.unnamed.delete(id);
      this.asked.add(id);
    });
    try {
      this.dispatch({ type: 'names', users: await this.client.rest.users(ids) });
    } catch {
      // A name is a nicety: the id is shown, and the next time it is met it is asked for again.
      ids.forEach((id) => this.asked.delete(id));
    }
    if (this.unnamed.size) this.namesTimer ??= setTimeout(() => void this.askNames(), 50);
  }
}
