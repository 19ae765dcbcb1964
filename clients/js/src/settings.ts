import { DEFAULT_BACKOFF, type BackoffSettings } from './backoff.ts';
import type { ConnectionSettings, SocketFactory } from './connection.ts';
import type { MarkTimes } from './mark-sender.ts';
import { DEFAULT_OUTBOX, type OutboxLimits } from './outbox.ts';
import { DEFAULT_RENEWAL, type RenewalSettings } from './renewal.ts';
import type { FetchLike } from './rest.ts';
import { memoryStorage, type Storage } from './storage.ts';
import type { Hello } from './wire.ts';

export interface ClientOptions {
  /** Where Parley is: `https://chat.example.com`. */
  url: string;
  /**
   * Gives a JWT; called for each connection, renewal and REST call, so it should cache. `renew` is true when the last one was
   * refused or is about to expire: then a fresh one is needed.
   */
  token: (renew: boolean) => Promise<string> | string;
  /** Names this installation or tab; a newer connection of the same user and device replaces the older. */
  device?: string;
  /** What outlives a restart. In memory by default. */
  storage?: Storage;
  /**
   * Takes a snapshot: called when the stream cannot go on from where this device was. Events wait until the promise resolves. It
   * gets the hello, whose `seq` is the `min_seq` for REST. Without it the client just goes on with what is new.
   */
  snapshot?: (hello: Hello) => Promise<void>;
  /** Tell the server that each message of others has come to this device. True by default. */
  autoDelivered?: boolean;
  /** Makes a socket; the global `WebSocket` by default. In Node 20, which has none, give `ws`'s. */
  socket?: SocketFactory;
  /** The global `fetch` by default. */
  fetch?: FetchLike;
  /** In [0, 1), for the jitter; `Math.random` by default. */
  random?: () => number;
  limits?: Partial<ClientLimits>;
}

/** Every bound and every wait of the client. Times are milliseconds. */
export interface ClientLimits extends ConnectionSettings, MarkTimes {
  backoff: BackoffSettings;
  renewal: RenewalSettings;
  outbox: OutboxLimits;
  /** A send without an answer for so long on an open connection is sent again. */
  ackTimeoutMs: number;
  /** A REST call that is safe to repeat and has no answer for so long is made again, as after 503: four times in all. */
  answerTimeoutMs: number;
  /** A connection that held for so long starts the backoff anew. */
  stableMs: number;
  /** Events that may wait for a snapshot; more than that, and the snapshot is taken anew on a new connection. */
  heldEvents: number;
  /** So long a storage is waited for before there is a connection; what it holds joins when it comes. */
  storageMs: number;
  /** The cursor is saved at most so often. */
  cursorSaveMs: number;
  /** The least time between two `typing` of one chat. */
  typingMs: number;
  /** After a sleep or a change of network, the connection has so long to prove that it lives. */
  wakePongMs: number;
}

export const DEFAULT_LIMITS: ClientLimits = {
  openTimeoutMs: 15_000,
  pongTimeoutMs: 10_000,
  backoff: DEFAULT_BACKOFF,
  renewal: DEFAULT_RENEWAL,
  outbox: DEFAULT_OUTBOX,
  ackTimeoutMs: 20_000,
  answerTimeoutMs: 20_000,
  stableMs: 10_000,
  heldEvents: 20_000,
  markDelayMs: 20,
  markRetryMs: 1_000,
  storageMs: 2_000,
  cursorSaveMs: 1_000,
  typingMs: 3_000,
  wakePongMs: 4_000,
};

export interface Settings {
  url: string;
  device: string;
  token: (renew: boolean) => Promise<string>;
  storage: Storage;
  snapshot: (hello: Hello) => Promise<void>;
  autoDelivered: boolean;
  socket: SocketFactory;
  fetch: FetchLike;
  random: () => number;
  limits: ClientLimits;
}

export function settingsOf(options: ClientOptions): Settings {
  return {
    url: options.url.replace(/\/+$/, ''),
    device: options.device ?? 'default',
    token: async (renew) => options.token(renew),
    storage: options.storage ?? memoryStorage(),
    snapshot: options.snapshot ?? (async () => {}),
    autoDelivered: options.autoDelivered ?? true,
    socket: options.socket ?? ((url, protocols) => new WebSocket(url, protocols)),
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    random: options.random ?? Math.random,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
  };
}
