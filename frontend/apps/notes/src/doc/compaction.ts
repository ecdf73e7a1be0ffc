/**
 * Which pieces of a note are worth merging, and into what. A merge is looked at before it is offered: the text
 * and everything that is known must be the same with it. Pure.
 */
import * as Y from 'yjs';
import type { Piece } from '../generated/notes.ts';
import { toBase64 } from './base64.ts';
import { merged, readable, slice } from './updates.ts';

/** Name of the text inside the Yjs document. Part of the stored form. */
export const ROOT = 'note';

const documentOf = (updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc();
  if (updates.length > 0) Y.applyUpdate(doc, merged(updates));
  return doc;
};
const bytesOf = (pieces: readonly Piece[]): Uint8Array[] =>
  pieces.flatMap(({ update }) => readable(update) ?? []);

/**
 * Where the newest pieces begin that are to become one: going back, a piece comes along as long as it is not
 * much larger than all after it. So a letter is written again a few times in its life, not with every merge.
 */
export function startOfRun(pieces: readonly Piece[], most: number): number {
  let start = pieces.length;
  let size = 0;
  while (start > 0) {
    const next = pieces[start - 1]?.update.length ?? 0;
    if (size + next > most || (size > 0 && next > 4 * size && next > 2_000)) break;
    size += next;
    start--;
  }
  return start;
}

/** The merge of the newest pieces, or nothing when none is to be had. */
export function mergeOf(pieces: readonly Piece[], mostBytes: number): Piece | undefined {
  const all = documentOf(bytesOf(pieces));
  try {
    // Merged text is shorter than its parts, so a little more than fits is tried first.
    for (let room = Math.floor((mostBytes * 8) / 3); room > 1_000; room = Math.floor(room / 2)) {
      const run = pieces.slice(startOfRun(pieces, room));
      if (run.length < 2) return undefined;
      const piece = offered(pieces, run, all, mostBytes);
      if (piece) return piece;
    }
    return undefined;
  } finally {
    all.destroy();
  }
}

/** For each piece that is mostly of deleted letters by now, the piece without them. */
export function tidied(pieces: readonly Piece[], mostBytes: number): Piece[] {
  const all = documentOf(bytesOf(pieces));
  const found: Piece[] = [];
  let now = [...pieces];
  for (const piece of pieces) {
    const less = offered(now, [piece], all, mostBytes);
    if (!less || less.update.length > piece.update.length * 0.9) continue;
    found.push(less);
    now = now.map((one) => (one === piece ? less : one));
  }
  all.destroy();
  return found;
}

function offered(
  pieces: readonly Piece[],
  run: readonly Piece[],
  all: Y.Doc,
  mostBytes: number,
): Piece | undefined {
  const first = run[0];
  const last = run.at(-1);
  if (!first || !last) return undefined;
  const part = merged(bytesOf(run));
  const update = slice(Y.encodeStateAsUpdate(all), part);
  if (update.length > mostBytes) return undefined;
  const piece = { from: first.from, upto: last.upto, update: toBase64(update) };
  const before = run.reduce((sum, one) => sum + one.update.length, 0);
  return piece.update.length <= before && sameWith(pieces, run, piece, all) ? piece : undefined;
}

function sameWith(pieces: readonly Piece[], run: readonly Piece[], piece: Piece, all: Y.Doc): boolean {
  const start = pieces.indexOf(run[0] as Piece);
  const next = [...pieces.slice(0, start), piece, ...pieces.slice(start + run.length)];
  const doc = documentOf(bytesOf(next));
  try {
    const textOf = (one: Y.Doc) => JSON.stringify(one.getXmlFragment(ROOT).toJSON());
    const known = (one: Y.Doc) => JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(one))].sort());
    const waiting = (one: Y.Doc) => one.store.pendingStructs === null;
    return textOf(doc) === textOf(all) && known(doc) === known(all) && waiting(doc) === waiting(all);
  } finally {
    doc.destroy();
  }
}
