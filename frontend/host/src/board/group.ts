/** Several widgets as one: where they go together. Pure; places in, positions out. */
import type { Grid, Place, Position, Size } from '@gesso/sdk/protocol';

export interface Member extends Place {
  readonly id: string;
}
export interface Moved {
  readonly id: string;
  readonly position: Position;
}
export type Edge = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom';
export type Axis = 'across' | 'down';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export function boxOf(members: readonly Place[]): Box {
  const x = Math.min(...members.map(({ position }) => position.x));
  const y = Math.min(...members.map(({ position }) => position.y));
  const right = Math.max(...members.map(({ position, size }) => position.x + size.w));
  const bottom = Math.max(...members.map(({ position, size }) => position.y + size.h));
  return { x, y, w: right - x, h: bottom - y };
}

/** The same step for all of them, as far as the grid lets all of them go. */
export function shifted(members: readonly Member[], by: Position, grid: Pick<Grid, 'columns'>): Moved[] {
  const box = boxOf(members);
  const dx = Math.max(-box.x, Math.min(by.x, grid.columns - box.x - box.w));
  const dy = Math.max(-box.y, by.y);
  return inFront(
    members.map(({ id, position: { x, y } }) => ({ id, position: { x: x + dx, y: y + dy } })),
    { x: dx, y: dy },
  );
}

/** Who goes ahead moves first: under `reject` nobody steps onto one that is still there. */
const inFront = (moves: readonly Moved[], { x: dx, y: dy }: Position): Moved[] =>
  [...moves].sort(
    ({ position: a }, { position: b }) => (b.x - a.x) * Math.sign(dx) + (b.y - a.y) * Math.sign(dy),
  );

export function aligned(members: readonly Member[], edge: Edge): Moved[] {
  const box = boxOf(members);
  const at = ({ position: { x, y }, size: { w, h } }: Member): Position => {
    switch (edge) {
      case 'left':
        return { x: box.x, y };
      case 'center':
        return { x: box.x + Math.round((box.w - w) / 2), y };
      case 'right':
        return { x: box.x + box.w - w, y };
      case 'top':
        return { x, y: box.y };
      case 'middle':
        return { x, y: box.y + Math.round((box.h - h) / 2) };
      case 'bottom':
        return { x, y: box.y + box.h - h };
    }
  };
  return members.map((one) => ({ id: one.id, position: at(one) })).filter(moves(members));
}

/** The same room between each and the next; the first and the last stay. */
export function distributed(members: readonly Member[], axis: Axis): Moved[] {
  const start = (one: Place) => (axis === 'across' ? one.position.x : one.position.y);
  const length = (size: Size) => (axis === 'across' ? size.w : size.h);
  const order = [...members].sort((a, b) => start(a) - start(b) || (a.id < b.id ? -1 : 1));
  const box = boxOf(members);
  const whole = axis === 'across' ? box.w : box.h;
  const room = (whole - order.reduce((sum, { size }) => sum + length(size), 0)) / (order.length - 1);
  let next = axis === 'across' ? box.x : box.y;
  return order
    .map(({ id, position, size }) => {
      const at = Math.max(0, Math.round(next));
      next += length(size) + room;
      return { id, position: axis === 'across' ? { x: at, y: position.y } : { x: position.x, y: at } };
    })
    .filter(moves(members));
}

const moves =
  (members: readonly Member[]) =>
  ({ id, position }: Moved): boolean => {
    const now = members.find((one) => one.id === id)?.position;
    return now?.x !== position.x || now.y !== position.y;
  };

/** Ids of those that a rectangle touches, in cells. */
export const touched = (members: readonly Member[], { x, y, w, h }: Box): string[] =>
  members
    .filter(
      ({ position, size }) =>
        position.x < x + w && x < position.x + size.w && position.y < y + h && y < position.y + size.h,
    )
    .map(({ id }) => id);
