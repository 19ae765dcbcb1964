/** Times and names as people read them, in the reader's own language. */

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'long' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' });
const shortDay = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const DAY_MS = 86_400_000;
const JUST_NOW_MS = 60_000;

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

function daysAgo(at: Date, now: Date): number {
  return Math.round((midnight(now) - midnight(at)) / DAY_MS);
}

export function timeOf(iso: string): string {
  return time.format(new Date(iso));
}

export function wholeTimeOf(iso: string): string {
  return whole.format(new Date(iso));
}

/** The heading over a day's messages. */
export function dayOf(iso: string, now = new Date()): string {
  const at = new Date(iso);
  const ago = daysAgo(at, now);
  if (ago === 0) return 'Today';
  if (ago === 1) return 'Yesterday';
  return ago > 1 && ago < 7 ? weekday.format(at) : day.format(at);
}

/** A chat's last activity, as short as it can be. */
export function whenOf(iso: string, now = new Date()): string {
  const at = new Date(iso);
  const ago = daysAgo(at, now);
  if (ago <= 0) return time.format(at);
  if (ago === 1) return 'Yesterday';
  return ago < 7 ? weekday.format(at).slice(0, 3) : shortDay.format(at);
}

/** When somebody was there last, as a phrase that goes on after "last seen". */
export function lastSeenOf(iso: string, now = new Date()): string {
  const at = new Date(iso);
  const ago = daysAgo(at, now);
  const clock = time.format(at);
  if (ago <= 0) return now.getTime() - at.getTime() < JUST_NOW_MS ? 'just now' : `today at ${clock}`;
  if (ago === 1) return `yesterday at ${clock}`;
  return ago < 7 ? `${weekday.format(at)} at ${clock}` : day.format(at);
}

export function sameDay(a: string, b: string): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** The time with milliseconds, for the frames. */
export function clockOf(at: number): string {
  return new Date(at).toISOString().slice(11, 23);
}

export function countOf(count: number): string {
  return count > 999 ? '999+' : String(count);
}

/** One or two characters that stand for a name. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : [name];
  return letters.map((word) => [...word][0]?.toLocaleUpperCase() ?? '').join('');
}

/** A hue that always is the same for the same id. */
export function hueOf(id: string): number {
  let hash = 7;
  for (const char of id) hash = (hash * 31 + char.codePointAt(0)!) % 3600;
  return (hash * 47) % 360;
}

/** Splits a text into plain stretches and links; only http and https become links. */
export function linksIn(text: string): { text: string; href?: string }[] {
  const parts: { text: string; href?: string }[] = [];
  let end = 0;
  for (const match of text.matchAll(/\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/gi)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: match[0], href: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

const EMOJI_ONLY = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200d\ufe0f\s]+$/u;

/** True for a few emoji and nothing else: they are shown large. */
export function onlyEmoji(text: string): boolean {
  return text.length <= 24 && EMOJI_ONLY.test(text) && /\S/.test(text);
}

const UNITS = ['B', 'KB', 'MB', 'GB'];

/** 1.2 MB: a file's size as people say it. */
export function sizeOf(bytes: number): string {
  let unit = 0;
  let size = bytes;
  while (size >= 1_000 && unit < UNITS.length - 1) {
    size /= 1_000;
    unit++;
  }
  return `${unit && size < 10 ? size.toFixed(1) : Math.round(size)} ${UNITS[unit]}`;
}
