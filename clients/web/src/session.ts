import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import {
  ChatModel,
  freshId,
  indexedDbStorage,
  memoryStorage,
  totalUnread,
  type ConnectionState,
  type State,
  type Storage,
} from '@parley/client';
import { Cache } from './cache.ts';
import { FileLinkCache } from './file-links.ts';
import { FrameLog } from './frames.ts';
import { NetworkSwitch } from './network.ts';
import { Notices } from './notices.ts';
import { Spots } from './spots.ts';
import { localTokens, NoToken } from './tokens.ts';
import { UploadStore } from './upload-store.ts';
import { Uploads } from './uploads.ts';
import { windowFocused } from './window.ts';

/** One person in one tab: the model, and what the page watches of it. */
export interface Session {
  me: string;
  model: ChatModel;
  state: ReadonlySignal<State>;
  connection: ReadonlySignal<ConnectionState>;
  network: NetworkSwitch;
  frames: FrameLog;
  uploads: Uploads;
  files: FileLinkCache;
  drawer: Signal<boolean>;
  notices: Notices;
  spots: Spots;
  /** What is looked for: among the chats, and among the messages of all or of one. */
  search: { query: Signal<string>; chatId: Signal<string | undefined> };
  /** Why there is no token, when the server refuses one. */
  refused: ReadonlySignal<string | undefined>;
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('outside of a session');
  return session;
}

/** One for each tab, so that each window is a device of its own; a reload is the same device. */
function deviceId(): string {
  const known = sessionStorage.getItem('parley.device');
  const device = known ?? `web-${freshId().slice(0, 10)}`;
  sessionStorage.setItem('parley.device', device);
  return device;
}

/** What waits outlives a reload in IndexedDB; the cursor is the cached state's own. */
function outboxStorage(me: string, cached: State): Storage {
  const memory = memoryStorage();
  const kept = globalThis.indexedDB ? indexedDbStorage(`parley-outbox-${me}`) : memory;
  return {
    loadCursor: async () => cached.seq,
    saveCursor: async () => {},
    loadOutbox: () => kept.loadOutbox(),
    putOutgoing: (entry) => kept.putOutgoing(entry),
    removeOutgoing: (id) => kept.removeOutgoing(id),
  };
}

/** Remembers why there was no token, until there is one. */
function watched(token: (renew: boolean) => Promise<string>, refused: Signal<string | undefined>): typeof token {
  return async (renew) => {
    try {
      const fresh = await token(renew);
      refused.value = undefined;
      return fresh;
    } catch (error) {
      if (error instanceof NoToken) refused.value = error.message;
      throw error;
    }
  };
}

export async function startSession(me: string): Promise<Session> {
  const network = new NetworkSwitch();
  const cache = new Cache(me);
  const cached = await cache.load();
  const refused = signal<string | undefined>(undefined);
  const model = new ChatModel({
    me,
    state: cached,
    url: location.origin,
    device: deviceId(),
    token: watched(localTokens(me, network.fetch), refused),
    storage: outboxStorage(me, cached),
    socket: network.socket,
    fetch: network.fetch,
  });
  const state = signal(model.state);
  const connection = signal<ConnectionState>(model.client.state);
  model.subscribe((next) => (state.value = next));
  model.client.on('state', (next) => (connection.value = next));
  cache.follow(
    (listener) => model.subscribe(listener),
    () => model.state,
  );
  const session: Session = {
    me,
    refused,
    model,
    state,
    connection,
    network,
    frames: new FrameLog(model.client),
    uploads: new Uploads(
      model,
      () => {
        const now = connection.value;
        return now.phase === 'online' ? now.hello.limits.file_bytes : Infinity;
      },
      new UploadStore(me),
    ),
    files: new FileLinkCache(model.client.rest),
    drawer: signal(false),
    notices: new Notices(model),
    spots: new Spots(),
    search: { query: signal(''), chatId: signal(undefined) },
  };
  followWindow(session);
  keepBeating(session);
  // Not waited for: what there is from last time is shown first.
  void model.client.start();
  void session.uploads.restore();
  model.needNames([me]);
  return session;
}

/** A worker's timer goes on when the tab is hidden; without it the server would close the silent connection. */
function keepBeating({ model }: Session): void {
  const clock = new Worker(new URL('./clock.worker.ts', import.meta.url), { type: 'module' });
  clock.onmessage = () => model.client.beat();
}

/** The window's life: sleep, network, focus, title. */
function followWindow({ me, model, state, network, uploads }: Session): void {
  for (const type of ['online', 'pageshow', 'focus']) addEventListener(type, () => model.client.wake());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && model.client.wake());
  let before = false;
  network.cut.subscribe((cut) => {
    if (before && !cut) model.client.wake();
    if (cut) uploads.cut();
    before = cut;
  });
  const unread = computed(() => totalUnread(state.value));
  effect(() => void (document.title = unread.value ? `(${unread.value}) Parley · ${me}` : `Parley · ${me}`));
  effect(() => model.client.setActive(windowFocused.value));
}
