/**
 * What a message's text says: plain text with links, mentions, `code` and **bold**. Nothing of it is ever HTML. Pure.
 * Not here: drawing it.
 */

export type Piece =
  | { kind: 'text' | 'bold' | 'code' | 'block'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'mention'; user: string };

const MENTION = /<@([a-z0-9-]{1,64})>/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to fall out
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** As the backend cleans: without control characters, lines that end with one `\n`, nothing around it. */
export const cleaned = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(CONTROL, '')
    .trim();

/** User ids, each once, in the order of their coming. */
export const mentionsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(MENTION)].map(([, user]) => user ?? '')),
];

/** Longest first: a block holds code, code holds everything, a link ends before the punctuation after it. */
const MARKS =
  /```\n?([\s\S]+?)\n?```|`([^`\n]+)`|<@([a-z0-9-]{1,64})>|\*\*(?=\S)([^\n*]*[^\s*])\*\*|((?:https?:\/\/|mailto:)[^\s<>"'`]+)/gi;

export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  const plain = (to: number) => {
    if (to > done) pieces.push({ kind: 'text', text: text.slice(done, to) });
  };
  for (const found of text.matchAll(MARKS)) {
    const [whole, block, code, user, bold, address] = found;
    const piece = pieceOf(block, code, user, bold, address);
    if (!piece) continue;
    plain(found.index);
    pieces.push(piece);
    done = found.index + (piece.kind === 'link' ? linkEnd(address ?? '') : whole.length);
  }
  plain(text.length);
  return pieces;
}

function pieceOf(block?: string, code?: string, user?: string, bold?: string, address?: string) {
  if (block !== undefined) return { kind: 'block', text: block } as const;
  if (code !== undefined) return { kind: 'code', text: code } as const;
  if (user !== undefined) return { kind: 'mention', user } as const;
  if (bold !== undefined) return { kind: 'bold', text: bold } as const;
  const link = address === undefined ? undefined : linkOf(address.slice(0, linkEnd(address)));
  return link && ({ kind: 'link', ...link } as const);
}

/** Without the full stop, comma or bracket that belongs to the sentence. */
function linkEnd(address: string): number {
  let end = address.length;
  for (;;) {
    const last = address[end - 1] ?? '';
    const opened = last === ')' && count(address.slice(0, end), '(') >= count(address.slice(0, end), ')');
    if (!/[.,;:!?)\]}*_~…]/.test(last) || opened) return end;
    end--;
  }
}
const count = (text: string, letter: string): number => text.split(letter).length - 1;

/** Only http, https and mailto, and never with a name and password in front; the host is shown as it is asked for. */
function linkOf(address: string): { text: string; href: string } | undefined {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return undefined;
  }
  if (url.protocol === 'mailto:')
    return url.pathname.includes('@') ? { text: address.slice(7), href: url.href } : undefined;
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  const foreign = !address.toLowerCase().startsWith(`${url.protocol}//${url.host}`);
  return { text: foreign ? url.href : address, href: url.href };
}

/** The text as one line of plain words, for quotes and for who cannot see. */
export const plainOf = (text: string, nameOf: (user: string) => string): string =>
  piecesOf(text)
    .map((piece) => (piece.kind === 'mention' ? `@${nameOf(piece.user)}` : piece.text))
    .join('')
    .replace(/\s+/g, ' ');

const EMOJI = /\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}]{2}|\u20e3/u;
const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Nothing but up to three emoji: drawn large. */
export function isOnlyEmoji(text: string): boolean {
  if (text.length > 60) return false;
  const all = [...letters.segment(text.replace(/\s/g, ''))].map(({ segment }) => segment);
  return all.length > 0 && all.length <= 3 && all.every((one) => EMOJI.test(one));
}
