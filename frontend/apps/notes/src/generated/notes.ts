/**
 * Written from the Java records by a test; do not edit. After a change of the records:
 * mvn test -Dgesso.update=true
 */
export interface Piece {
  from: number;
  upto: number;
  update: string;
}

export interface Updated {
  n: number;
  update: string;
}

export interface Compacted {
  from: number;
  upto: number;
  update: string;
}

export interface NotesEvents {
  'notes.updated': Updated;
  'notes.compacted': Compacted;
}

/** Characters of base64 of one change, and of all that are kept. */
export const UPDATE_MAX = 49152;
export const NOTE_MAX = 524288;
export const PIECES_MAX = 2000;
