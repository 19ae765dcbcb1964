/** So much is shown before the first mark, in UTF-16 units. */
const BEFORE = 30;
const LENGTH = 160;

const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/** Never in the middle of a character of two units. */
function whole(text: string, at: number): number {
  return at > 0 && at < text.length && isLow(text.charCodeAt(at)) ? at - 1 : at;
}

/** The words around what was found, in stretches that are marked or not. */
export function snippetOf(text: string, marks: readonly [number, number][]): { text: string; marked: boolean }[] {
  const first = marks[0]?.[0] ?? 0;
  const from = first <= BEFORE ? 0 : whole(text, first - BEFORE);
  const to = whole(text, Math.min(text.length, from + LENGTH));
  const parts: { text: string; marked: boolean }[] = [];
  const add = (a: number, b: number, marked: boolean) => b > a && parts.push({ text: text.slice(a, b), marked });
  let at = from;
  for (const [start, end] of marks) {
    if (start >= to || end <= at) continue;
    add(at, Math.max(at, start), false);
    add(Math.max(at, start), Math.min(end, to), true);
    at = Math.min(end, to);
  }
  add(at, to, false);
  if (from > 0) parts.unshift({ text: '…', marked: false });
  if (to < text.length) parts.push({ text: '…', marked: false });
  return parts;
}
