import type { ConnectionState } from './connector.ts';
import type { Outgoing } from './storage.ts';
import type {
  Ack,
  ClientFrame,
  ErrorFrame,
  Hello,
  PresenceFrame,
  ServerFrame,
  StreamEvent,
  TypingFrame,
} from './wire.ts';

/** What a client tells its listeners. */
export type ClientEvents = {
  [T in StreamEvent['type']]: Extract<StreamEvent, { type: T }>;
} & {
  state: ConnectionState;
  /** Each event of the stream, in order, once. */
  event: StreamEvent;
  hello: Hello;
  ack: Ack;
  typing: TypingFrame;
  presence: PresenceFrame;
  /** What the server refused, sends excepted that are tried again by themselves. */
  error: ErrorFrame;
  /** Whatever waits in the outbox, after each change. */
  outbox: Outgoing[];
  /** Every frame as it goes by, for looking on. */
  frame: { direction: 'in' | 'out'; frame: ServerFrame | ClientFrame; at: number };
};
