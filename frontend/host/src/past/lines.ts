/** Lines of a history as the server tells them, and the order that they have. Pure. */
import type { EventFrame, JsonObject } from '@gesso/sdk/protocol';

/** One event out of the history of a canvas and its widgets. */
export interface Line {
  readonly of: string;
  readonly rev: number;
  readonly at: number;
  readonly by: string;
  readonly op: string;
  readonly type: string;
  readonly data: JsonObject;
}

/** By instant, entity and revision: the order in which everything is folded. */
export const byOrder = (a: Line, b: Line): number =>
  a.at - b.at || (a.of < b.of ? -1 : a.of > b.of ? 1 : a.rev - b.rev);

export function linesOf(ndjson: string): Line[] {
  return ndjson.split('\n').flatMap((text) => (text === '' ? [] : [JSON.parse(text) as Line]));
}

/** Resumes a reading behind this line. */
export const placeOf = ({ at, of, rev }: Pick<Line, 'at' | 'of' | 'rev'>): string => `${at}~${of}~${rev}`;

/** As the folds of the live connection take it. */
export const frameOf = (line: Line): EventFrame => ({ t: 'ev', ...line }) as unknown as EventFrame;
