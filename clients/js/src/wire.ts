/**
 * The wire contract, version 1, as types: what the server sends, what a client sends, the objects both carry.
 * Ids are opaque, times are ISO-8601 UTC. Frames and fields that are not named here are passed over.
 */

export type MsgType = 'text' | 'image' | 'file' | 'system';
export type Role = 'owner' | 'admin' | 'member';
export type ReportReason = 'spam' | 'harassment' | 'hate' | 'violence' | 'sexual' | 'self_harm' | 'illegal' | 'other';
/** How far a message has come with all its readers; the order is the order of the ticks. */
export type Status = 'sent' | 'delivered' | 'read';
export type PresenceStatus = 'online' | 'offline' | 'unknown';
export type ChatEventKind = 'created' | 'renamed' | 'members_added' | 'members_removed' | 'role_changed' | 'muted';

export interface FileInfo {
  file_id: string;
  name: string;
  size: number;
  content_type: string;
  width?: number;
  height?: number;
}

export interface Reaction {
  emoji: string;
  count: number;
  me: boolean;
}

/** What a system message tells: a chat's own event in its talk. */
export interface SystemEvent {
  kind: Exclude<ChatEventKind, 'muted'>;
  by?: string;
  users?: string[];
}

export interface Message {
  msg_id: string;
  chat_id: string;
  chat_seq: number;
  /** Absent for system messages. */
  sender?: string;
  msg_type: MsgType;
  content?: string;
  created_at: string;
  client_msg_id?: string;
  reply_to?: string;
  mentions?: string[];
  file?: FileInfo;
  data?: Record<string, unknown>;
  edited_at?: string;
  deleted_at?: string;
  reactions?: Reaction[];
  event?: SystemEvent;
  status?: Status;
}

export interface Peer {
  user: string;
  name?: string;
  delivered?: string;
  read?: string;
}

export interface Member {
  user: string;
  name?: string;
  role: Role;
  joined_at: string;
}

export interface Chat {
  chat_id: string;
  type: 'direct' | 'group';
  name?: string;
  version: number;
  created_at: string;
  members: number;
  /** Absent once one is no longer a member. */
  role?: Role;
  unread: number;
  mentions: number;
  read?: string;
  muted: boolean;
  last_message?: Message;
  peer?: Peer;
  member_list?: Member[];
}

export interface User {
  user: string;
  name?: string;
  avatar_url?: string;
}

export interface Limits {
  content_bytes: number;
  frame_bytes: number;
  file_bytes: number;
}

export interface Hello {
  type: 'hello';
  user: string;
  device: string;
  server: string;
  /** The head of the user's event stream when the connection opened. */
  seq: number;
  resumed: boolean;
  heartbeat_ms: number;
  expires_at: string;
  limits: Limits;
}

export interface Ack {
  type: 'ack';
  client_msg_id: string;
  chat_id: string;
  msg_id: string;
  chat_seq: number;
  created_at: string;
  ref?: string;
}

export type MessageEvent = { type: 'message'; seq: number; unread: number; mentions_unread?: number } & Message;

export interface EditedEvent {
  type: 'edited';
  seq: number;
  chat_id: string;
  msg_id: string;
  chat_seq: number;
  content?: string;
  mentions?: string[];
  edited_at: string;
  by: string;
}

export interface DeletedEvent {
  type: 'deleted';
  seq: number;
  chat_id: string;
  msg_id: string;
  chat_seq: number;
  deleted_at: string;
  by: string;
}

export interface ReactionEvent {
  type: 'reaction';
  seq: number;
  chat_id: string;
  msg_id: string;
  chat_seq: number;
  emoji: string;
  op: 'add' | 'remove';
  user: string;
  count: number;
}

/** How far the other one of a direct chat is. */
export interface ReceiptEvent {
  type: 'receipt';
  seq: number;
  chat_id: string;
  msg_id: string;
  user: string;
  status: 'delivered' | 'read';
  at: string;
}

/** How far a group is with the newest of one's own messages that it holds for, and so with all earlier ones. */
export interface StatusEvent {
  type: 'status';
  seq: number;
  chat_id: string;
  msg_id: string;
  status: Status;
  delivered_by: number;
  read_by: number;
  of: number;
}

export interface UnreadEvent {
  type: 'unread';
  seq: number;
  chat_id: string;
  count: number;
  mentions: number;
  read?: string;
}

export interface ChatEvent {
  type: 'chat';
  seq: number;
  event: ChatEventKind;
  by?: string;
  users?: string[];
  chat: Chat;
}

/** What has a `seq`, is kept, and is replayed. A client can render from these alone. */
export type StreamEvent =
  MessageEvent | EditedEvent | DeletedEvent | ReactionEvent | ReceiptEvent | StatusEvent | UnreadEvent | ChatEvent;

export interface TypingFrame {
  type: 'typing';
  chat_id: string;
  user: string;
}

export interface PresenceFrame {
  type: 'presence';
  user: string;
  status: PresenceStatus;
  last_seen?: string;
}

export interface AuthedFrame {
  type: 'authed';
  expires_at: string;
  ref?: string;
}

export interface PongFrame {
  type: 'pong';
  ref?: string;
}

export type FrameErrorCode =
  | 'bad_frame'
  | 'bad_request'
  | 'unauthorized'
  | 'not_a_member'
  | 'forbidden'
  | 'blocked'
  | 'no_such_chat'
  | 'no_such_message'
  | 'no_such_file'
  | 'too_large'
  | 'rate_limited'
  | 'unavailable';

export interface ErrorFrame {
  type: 'error';
  code: FrameErrorCode;
  message?: string;
  client_msg_id?: string;
  ref?: string;
  chat_id?: string;
  msg_id?: string;
  retry_after_ms?: number;
}

export type ServerFrame =
  Hello | Ack | StreamEvent | TypingFrame | PresenceFrame | AuthedFrame | PongFrame | ErrorFrame;

/** What a `message` may carry. */
export interface Draft {
  content?: string;
  msg_type?: Exclude<MsgType, 'system'>;
  file_id?: string;
  reply_to?: string;
  mentions?: string[];
  data?: Record<string, unknown>;
}

/** The four frames that are acknowledged and made idempotent by their `client_msg_id`. */
export type Command =
  | ({ type: 'message'; chat_id: string; client_msg_id: string } & Draft)
  | {
      type: 'edit';
      chat_id: string;
      msg_id: string;
      content: string;
      mentions?: string[];
      client_msg_id: string;
    }
  | { type: 'delete'; chat_id: string; msg_id: string; client_msg_id: string }
  | {
      type: 'react';
      chat_id: string;
      msg_id: string;
      emoji: string;
      op: 'add' | 'remove';
      client_msg_id: string;
    };

export type ClientFrame = (
  | Command
  | { type: 'delivered' | 'read'; chat_id: string; msg_id: string }
  | { type: 'typing'; chat_id: string }
  | { type: 'presence'; users: string[] }
  | { type: 'active'; active: boolean }
  | { type: 'auth'; token: string }
  | { type: 'ping' }
) & { ref?: string };

/** Why a server closes a connection, as far as a client acts on it. */
export const Close = {
  GOING_AWAY: 1001,
  TOKEN_EXPIRED: 4401,
  SILENT: 4408,
  REPLACED: 4409,
  TOO_SLOW: 4429,
} as const;

const STREAM_TYPES = new Set(['message', 'edited', 'deleted', 'reaction', 'receipt', 'status', 'unread', 'chat']);

/** True for frames of the user's event stream. A type of a later version that has a `seq` counts, too: it moves the cursor. */
export function isStreamEvent(frame: { type: string; seq?: unknown }): frame is StreamEvent {
  return frame.type !== 'hello' && typeof frame.seq === 'number';
}

/** True when this version of the SDK knows what the event says. */
export function isKnownEvent(event: { type: string }): boolean {
  return STREAM_TYPES.has(event.type);
}
