import { compareMsgIds, type Message, type Outgoing } from '@parley/client';
import { sameDay } from '../format.ts';

/** What stands in a talk from top to bottom. */
export type Row =
  | { kind: 'day'; key: string; iso: string }
  | { kind: 'divider'; key: string }
  | { kind: 'system'; key: string; message: Message }
  | { kind: 'message'; key: string; message: Message; first: boolean; last: boolean }
  | { kind: 'pending'; key: string; entry: Outgoing; first: boolean; last: boolean };

/** Messages of one sender within so long stand together. */
const TOGETHER_MS = 5 * 60_000;

/**
 * The rows of a talk: a heading for each day, one divider above what was unread, senders put together. A send keeps its key when
 * it becomes a message, so its bubble stays where it is.
 */
export function rowsOf(
  me: string,
  messages: readonly Message[],
  pending: readonly Outgoing[],
  unreadAfter?: string,
): Row[] {
  const rows: Row[] = [];
  let before: Message | undefined;
  let divided = unreadAfter === undefined;
  for (const message of messages) {
    if (!before || !sameDay(before.created_at, message.created_at)) {
      rows.push({
        kind: 'day',
        key: `day ${message.created_at.slice(0, 10)} ${message.chat_seq}`,
        iso: message.created_at,
      });
    }
    const news = message.sender !== undefined && message.sender !== me;
    if (!divided && news && compareMsgIds(message.msg_id, unreadAfter) > 0) {
      divided = true;
      rows.push({ kind: 'divider', key: 'divider' });
    }
    rows.push(rowOf(message));
    before = message;
  }
  for (const entry of pending) {
    const key = `${me} ${entry.command.client_msg_id}`;
    rows.push({ kind: 'pending', key, entry, first: true, last: true });
  }
  return grouped(me, rows);
}

function rowOf(message: Message): Row {
  if (message.msg_type === 'system') return { kind: 'system', key: message.msg_id, message };
  const key = message.client_msg_id ? `${message.sender} ${message.client_msg_id}` : message.msg_id;
  return { kind: 'message', key, message, first: true, last: true };
}

function grouped(me: string, rows: Row[]): Row[] {
  for (let i = 1; i < rows.length; i++) {
    const [a, b] = [rows[i - 1]!, rows[i]!];
    if (a.kind !== 'message' && a.kind !== 'pending') continue;
    if (b.kind !== 'message' && b.kind !== 'pending') continue;
    if (senderOf(me, a) === senderOf(me, b) && Math.abs(timeOf(b) - timeOf(a)) < TOGETHER_MS) {
      a.last = false;
      b.first = false;
    }
  }
  return rows;
}

type Said = Extract<Row, { kind: 'message' | 'pending' }>;

function senderOf(me: string, row: Said): string | undefined {
  return row.kind === 'pending' ? me : row.message.sender;
}

function timeOf(row: Said): number {
  return row.kind === 'pending' ? row.entry.queuedAt : Date.parse(row.message.created_at);
}
