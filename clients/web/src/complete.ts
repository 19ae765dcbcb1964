/** What one is about to write at the caret: a name after an @, or an emoji after a colon. */
export interface Asked {
  kind: 'mention' | 'emoji';
  query: string;
  /** Where the @ or the colon stands. */
  from: number;
}

export interface Offer {
  key: string;
  /** What takes the place of the word. */
  insert: string;
  label: string;
  hint?: string;
}

const WORD = /(^|[\s(])([@:])([\p{L}\p{N}_.+-]*)$/u;
/** A colon and one letter may be the end of a sentence, or a smiley. */
const EMOJI_LETTERS = 2;
const OFFERED = 8;

export function askedAt(text: string, caret: number): Asked | undefined {
  const match = WORD.exec(text.slice(0, caret));
  if (!match) return undefined;
  const [, , sign, query] = match as unknown as [string, string, string, string];
  const kind = sign === '@' ? 'mention' : 'emoji';
  if (kind === 'emoji' && query.length < EMOJI_LETTERS) return undefined;
  return { kind, query, from: caret - query.length - 1 };
}

export function inserted(
  text: string,
  caret: number,
  { from }: Asked,
  insert: string,
): { text: string; caret: number } {
  return { text: text.slice(0, from) + insert + text.slice(caret), caret: from + insert.length };
}

interface Person {
  user: string;
  name: string;
}

/** Members whose name or id begins so, or has a word that does. */
export function peopleFor(query: string, people: readonly Person[]): Offer[] {
  const wanted = query.toLocaleLowerCase();
  const fits = (text: string) =>
    text
      .toLocaleLowerCase()
      .split(/[\s._-]+/)
      .some((word) => word.startsWith(wanted));
  return people
    .filter(({ user, name }) => user.toLocaleLowerCase().startsWith(wanted) || fits(name) || fits(user))
    .slice(0, OFFERED)
    .map(({ user, name }) => ({ key: user, insert: `@${user} `, label: name, hint: `@${user}` }));
}

/** Emoji by their names, those that begin so first. The names are loaded when somebody asks for the first time. */
export async function emojiFor(query: string): Promise<Offer[]> {
  const { gemoji } = await import('gemoji');
  const wanted = query.toLocaleLowerCase();
  const found: { rank: number; offer: Offer }[] = [];
  for (const { emoji, names, tags } of gemoji) {
    const name = names.find((one) => one.startsWith(wanted));
    const near = name ?? names.find((one) => one.includes(wanted)) ?? (tags.includes(wanted) ? names[0] : undefined);
    if (!near) continue;
    const rank = near === wanted ? 0 : name ? 1 : 2;
    found.push({ rank, offer: { key: emoji, insert: emoji, label: emoji, hint: `:${near}:` } });
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, OFFERED)
    .map(({ offer }) => offer);
}

const MENTION = /(^|[^\p{L}\p{N}_@])@([A-Za-z0-9_.-]{1,64})/gu;

/** The user that an @word names among those that may be named; a full stop after it is the sentence's. */
function named(word: string, users: ReadonlySet<string>): string | undefined {
  for (let id = word; id; id = /[.-]$/.test(id) ? id.slice(0, -1) : '') if (users.has(id)) return id;
  return undefined;
}

/** Who is named in a text, each once. */
export function mentionsIn(text: string, users: ReadonlySet<string>): string[] {
  const found = [...text.matchAll(MENTION)].flatMap((match) => named(match[2]!, users) ?? []);
  return [...new Set(found)];
}

/** A text in plain stretches and names that were mentioned. */
export function partsOf(text: string, mentioned: readonly string[]): { text: string; user?: string }[] {
  const users = new Set(mentioned);
  const parts: { text: string; user?: string }[] = [];
  let end = 0;
  for (const match of users.size ? text.matchAll(MENTION) : []) {
    const user = named(match[2]!, users);
    if (!user) continue;
    const at = match.index + match[1]!.length;
    if (at > end) parts.push({ text: text.slice(end, at) });
    end = at + 1 + user.length;
    parts.push({ text: text.slice(at, end), user });
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
