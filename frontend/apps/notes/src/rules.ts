/**
 * The backend's events: the same cases as `gesso.cluster.notes` in Java. State: `{doc: [Piece]}` beside the
 * shared-state keys. The text itself is Yjs's; here its changes are opaque. Not here: guesses, for the editor
 * shows what is typed by itself.
 */
import type { BackendEvent, Json, JsonObject, MicroAppRules } from '@gesso/sdk';
import type { NotesEvents, Piece } from './generated/notes.ts';

type NotesEvent = { [T in keyof NotesEvents]: { type: T; data: NotesEvents[T] } }[keyof NotesEvents];
const KNOWN: Record<keyof NotesEvents, true> = { 'notes.updated': true, 'notes.compacted': true };

const isPiece = (value: unknown): value is Piece => {
  const piece = value as Piece | null;
  return (
    typeof piece === 'object' &&
    piece !== null &&
    typeof piece.from === 'number' &&
    typeof piece.upto === 'number' &&
    typeof piece.update === 'string'
  );
};
const NONE: readonly Piece[] = [];

/** The pieces of a note, oldest first. */
export const piecesIn = (state: Readonly<JsonObject>): readonly Piece[] =>
  Array.isArray(state.doc) && (state.doc as unknown[]).every(isPiece)
    ? (state.doc as unknown as Piece[])
    : NONE;

export const newestOf = (pieces: readonly Piece[]): number => pieces.at(-1)?.upto ?? 0;
export const sizeOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((size, piece) => size + piece.update.length, 0);

function assertNever(event: never): never {
  throw new Error(`no case for ${JSON.stringify(event)}`);
}

export function evolveNote(pieces: readonly Piece[], event: NotesEvent): readonly Piece[] {
  switch (event.type) {
    case 'notes.updated': {
      const { n, update } = event.data;
      return n <= newestOf(pieces) ? pieces : [...pieces, { from: n, upto: n, update }];
    }
    case 'notes.compacted': {
      const { from, upto, update } = event.data;
      const first = pieces.findIndex((piece) => piece.from === from);
      const last = pieces.findIndex((piece, i) => i >= first && piece.upto === upto);
      return first < 0 || last < 0
        ? pieces
        : [...pieces.slice(0, first), { from, upto, update }, ...pieces.slice(last + 1)];
    }
    default:
      return assertNever(event);
  }
}

const rules: MicroAppRules = {
  initial: { doc: [] },
  knows: (type) => Object.hasOwn(KNOWN, type),
  evolve(state, event: BackendEvent) {
    const before = piecesIn(state);
    const after = evolveNote(before, event as unknown as NotesEvent);
    return after === before ? state : { ...state, doc: after as unknown as Json };
  },
  predict: () => [],
};
export default rules;
