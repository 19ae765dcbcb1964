/** Ids: fresh ones for what a client makes, and the order of the server's TimeUUIDs. */

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A random id of 22 characters (more than 110 bits): unique without asking anybody. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(22));
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** The timestamp of a TimeUUID as fifteen hex digits, which sort as the time does. */
function timeOf(msgId: string): string {
  return msgId.slice(15, 18) + msgId.slice(9, 13) + msgId.slice(0, 8);
}

/** Orders two message ids of one chat; an absent one is before all. */
export function compareMsgIds(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  const left = timeOf(a);
  const right = timeOf(b);
  return left === right ? (a < b ? -1 : 1) : left < right ? -1 : 1;
}

/** The later of two message ids of one chat. */
export function laterMsgId(a: string | undefined, b: string | undefined): string | undefined {
  return compareMsgIds(a, b) >= 0 ? a : b;
}
