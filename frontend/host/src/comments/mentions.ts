/**
 * People in a comment's text. Stored they are `<@user id>`, so that nothing that is kept for ever holds a name;
 * typed and shown they are `@Name`. Pure.
 */
export interface Person {
  readonly user: string;
  readonly name: string;
}

const STORED = /<@([a-z0-9-]{1,64})>/g;
/** People offered at once while a name is typed. */
const OFFERED_MOST = 6;

/** What was typed as it is kept. Of two people of one name the one that was picked is meant. */
export function toStored(text: string, people: readonly Person[], picked: readonly Person[] = []): string {
  const known = [...picked, ...people]
    .filter((one, i, all) => all.findIndex((other) => other.name === one.name) === i)
    .sort((a, b) => b.name.length - a.name.length);
  return known.reduce((so, { user, name }) => replaceName(so, name, `<@${user}>`), text);
}

/** A name ends where no letter or number follows: `@Ann` is not in `@Anna`. */
function replaceName(text: string, name: string, by: string): string {
  const parts = text.split(`@${name}`);
  return parts.reduce((so, part) =>
    /^[\p{L}\p{N}]/u.test(part) || so.endsWith('<') ? `${so}@${name}${part}` : so + by + part,
  );
}

/** What is kept as it was typed. */
export const toTyped = (text: string, nameOf: (user: string) => string | undefined): string =>
  text.replace(STORED, (kept, user: string) => {
    const name = nameOf(user);
    return name === undefined ? kept : `@${name}`;
  });

export type Part = { readonly text: string } | { readonly user: string };

/** A text in pieces, to show people apart from what is said. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const found of text.matchAll(STORED)) {
    if (found.index > from) parts.push({ text: text.slice(from, found.index) });
    parts.push({ user: found[1] ?? '' });
    from = found.index + found[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

export interface Completion {
  /** Where the `@` is. */
  readonly from: number;
  readonly people: readonly Person[];
}

/** Who may be meant by what stands before the caret; undefined where no name is being typed. */
export function completionAt(text: string, caret: number, people: readonly Person[]): Completion | undefined {
  const found = /(?:^|[\s(])@([^@\n]{0,40})$/u.exec(text.slice(0, caret));
  if (!found) return undefined;
  const typed = (found[1] ?? '').toLocaleLowerCase();
  const fitting = people.filter(({ name }) =>
    [name, ...name.split(/\s+/)].some((part) => part.toLocaleLowerCase().startsWith(typed)),
  );
  const done = people.some(({ name }) => typed.trimEnd() === name.toLocaleLowerCase() && typed.endsWith(' '));
  if (fitting.length === 0 || done) return undefined;
  return { from: caret - typed.length - 1, people: fitting.slice(0, OFFERED_MOST) };
}

/** The text with the person put in, and where the caret is after that. */
export function complete(text: string, caret: number, from: number, { name }: Person) {
  const put = `${text.slice(0, from)}@${name} `;
  return { text: put + text.slice(caret).replace(/^ /, ''), caret: put.length };
}
