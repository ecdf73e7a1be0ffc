import type { Grid, Place, Position, Size } from '@gesso/sdk/protocol';
import type { Breakpoint } from '../canvas/screens.ts';

/** Space around the widgets, in pixels. */
const MARGIN = 24;
const PHONE_MARGIN = 16;
/** Narrower cells hold nothing: below this the board scrolls sideways instead. */
const CELL_MIN = 26;
/** A board that is no wider than this, in pixels, shows the arrangement of tablets or of phones. */
export const TABLET_MAX = 960;
export const PHONE_MAX = 640;
/** How wide the board of a tablet and of a phone is drawn where there is more room. */
export const FRAME_WIDTH: Readonly<Record<Breakpoint, number>> = {
  desktop: Number.POSITIVE_INFINITY,
  tablet: 764,
  phone: 390,
};

export const breakpointOf = (width: number): Breakpoint =>
  width <= PHONE_MAX ? 'phone' : width <= TABLET_MAX ? 'tablet' : 'desktop';

/** From wide to narrow. */
export const BREAKPOINTS: readonly Breakpoint[] = ['desktop', 'tablet', 'phone'];
/** A board shows what it is asked for, if that is narrower than itself. */
export const shownAt = (own: Breakpoint, asked: Breakpoint | undefined): Breakpoint =>
  asked && BREAKPOINTS.indexOf(asked) > BREAKPOINTS.indexOf(own) ? asked : own;

/** How cells become pixels on this screen: a cell's left edge is margin + x * stepX. */
export interface Metrics {
  readonly stepX: number;
  readonly stepY: number;
  readonly gap: number;
  readonly margin: number;
  readonly at: Breakpoint;
}

/**
 * `zoom` is in the pixels of each cell, so that whoever counts in cells needs not know of it; what is inside a frame
 * is drawn larger or smaller by the browser, sharp at every size. A phone's one column has none.
 */
export function metricsOf(
  width: number,
  grid: Grid,
  zoom = 1,
  at: Breakpoint = breakpointOf(width),
): Metrics {
  const margin = at === 'phone' ? PHONE_MARGIN : MARGIN;
  const free = width - 2 * margin - (grid.columns - 1) * grid.gap;
  const cell = Math.max(CELL_MIN, free / grid.columns);
  const scale = at === 'phone' ? 1 : zoom;
  return {
    stepX: (cell + grid.gap) * scale,
    stepY: (grid.rowHeight + grid.gap) * scale,
    gap: grid.gap * scale,
    margin,
    at,
  };
}

export interface Limits {
  readonly min: Size;
  readonly max: Size;
}
const NO_LIMITS: Limits = { min: { w: 1, h: 1 }, max: { w: 48, h: 200 } };
/** The contract's last row. */
const Y_MAX = 10_000;

const between = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** The nearest cell where something of this size fits into the grid. */
export function fitPosition({ x, y }: Position, size: Size, grid: Grid): Position {
  return {
    x: between(Math.round(x), 0, Math.max(0, grid.columns - size.w)),
    y: between(Math.round(y), 0, Y_MAX),
  };
}

/** The nearest size that the app and the grid allow at this place. */
export function fitSize({ w, h }: Size, at: Position, grid: Grid, limits: Limits | undefined): Size {
  const { min, max } = limits ?? NO_LIMITS;
  const wide = Math.min(max.w, grid.columns - at.x);
  return {
    w: between(Math.round(w), Math.min(min.w, wide), wide),
    h: between(Math.round(h), min.h, max.h),
  };
}

export function samePlace(a: Place | undefined, b: Place | undefined): boolean {
  return (
    a === b ||
    (a !== undefined &&
      b !== undefined &&
      a.position.x === b.position.x &&
      a.position.y === b.position.y &&
      a.size.w === b.size.w &&
      a.size.h === b.size.h)
  );
}

/** Shown places after a change, as the shared layout function gives them. */
export type Preview = (position: Position) => ReadonlyMap<string, Place>;

/** How far an arrow key looks for a cell that makes a difference. */
const STEPS_MAX = 40;

/**
 * Where an arrow key takes a widget: the next cell in that direction at which it is really shown
 * elsewhere. Under `push` one cell into a neighbour may change nothing; then the step goes on past it.
 */
export function stepTo(
  id: string,
  from: Place,
  by: Position,
  grid: Grid,
  preview: Preview,
): Position | undefined {
  let last = from.position;
  for (let n = 1; n <= STEPS_MAX; n++) {
    const wanted = fitPosition(
      { x: from.position.x + by.x * n, y: from.position.y + by.y * n },
      from.size,
      grid,
    );
    if (wanted.x === last.x && wanted.y === last.y) return undefined;
    last = wanted;
    const shown = preview(wanted).get(id)?.position;
    if (!shown) return undefined;
    const ahead = (shown.x - from.position.x) * by.x + (shown.y - from.position.y) * by.y;
    if (ahead > 0) return wanted;
  }
  return undefined;
}

/** Ids by row, then column, then id: as a reader goes through the board. */
export function readingOrder(places: ReadonlyMap<string, Place>): string[] {
  return [...places]
    .sort(
      ([idA, a], [idB, b]) =>
        a.position.y - b.position.y || a.position.x - b.position.x || (idA < idB ? -1 : 1),
    )
    .map(([id]) => id);
}

/** Rows that the board needs to show everything. */
export function rowsOf(places: Iterable<Place>): number {
  let rows = 0;
  for (const { position, size } of places) rows = Math.max(rows, position.y + size.h);
  return rows;
}
