/**
 * Where widgets are shown. The same function as `gesso.cluster.canvas.Layout` in Java, held to it by shared
 * golden vectors: pure, and independent of the order in which places were chosen. Not here: animation, pixels.
 */
import type { Grid, Place, Position, Size } from '@gesso/sdk/protocol';

export interface Wanted {
  id: string;
  position: Position;
  size: Size;
  locked: boolean;
}

const inReadingOrder = (a: Wanted, b: Wanted): number =>
  a.position.y - b.position.y || a.position.x - b.position.x || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

export const overlaps = (a: Place, b: Place): boolean =>
  a.position.x < b.position.x + b.size.w &&
  b.position.x < a.position.x + a.size.w &&
  a.position.y < b.position.y + b.size.h &&
  b.position.y < a.position.y + a.size.h;

/** In a grid with fewer columns than a widget was put in, it is shown at the right edge. */
const inside = ({ position, size }: Wanted, columns: number): Position => {
  const right = Math.max(0, columns - size.w);
  return position.x > right ? { x: right, y: position.y } : position;
};

/** Shown positions by id. Under `push` each widget keeps its column and sinks until nothing is in its way. */
export function shown(
  wanted: Iterable<Wanted>,
  { collision, columns }: Pick<Grid, 'collision' | 'columns'>,
): Map<string, Position> {
  const all = [...wanted].sort(inReadingOrder);
  if (collision !== 'push') return new Map(all.map((one) => [one.id, inside(one, columns)]));
  const placed: Place[] = [];
  const result = new Map<string, Position>();
  for (const one of [...all.filter((w) => w.locked), ...all.filter((w) => !w.locked)]) {
    const position = sink({ position: inside(one, columns), size: one.size }, placed);
    placed.push({ position, size: one.size });
    result.set(one.id, position);
  }
  return result;
}

/** The place itself, or the nearest one straight below it that is free. */
export function sink(place: Place, others: readonly Place[]): Position {
  const { x } = place.position;
  let y = Math.max(0, place.position.y);
  for (;;) {
    const at: Place = { position: { x, y }, size: place.size };
    let below = y;
    for (const other of others)
      if (overlaps(at, other)) below = Math.max(below, other.position.y + other.size.h);
    if (below === y) return y === place.position.y ? place.position : { x, y };
    y = below;
  }
}

/** First free place in reading order for a widget of this size. */
export function firstFree(size: Size, taken: readonly Place[], columns: number): Position {
  const w = Math.min(size.w, columns);
  for (let y = 0; ; y++)
    for (let x = 0; x + w <= columns; x++) {
      const place = { position: { x, y }, size: { w, h: size.h } };
      if (!taken.some((other) => overlaps(place, other))) return place.position;
    }
}
