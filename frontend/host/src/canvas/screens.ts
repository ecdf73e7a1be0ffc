/**
 * Arrangements of tablets and phones. What somebody has placed there is kept by the canvas; the rest follows the
 * desktop's arrangement by `derived`, which nobody else needs to know, for it makes room for what is placed. Pure.
 */
import type { Grid, Place, Position, Screen, Size } from '@gesso/sdk/protocol';
import { shown, sink, type Wanted } from './layout.ts';
import { type Canvas, type Placed, places } from './rules.ts';

export type Breakpoint = 'desktop' | Screen;

/** Shown places and the grid that they are in. */
export interface Arranged {
  readonly grid: Grid;
  readonly places: ReadonlyMap<string, Place>;
}
export type Changes = ReadonlyMap<string, Partial<Place>>;

/** A widget may become narrower by a third to fit beside the one before it. */
const SHRINK = 2 / 3;
/** A widget in a phone's column is at least this tall, in pixels. */
const PHONE_LEAST = 180;
const Y_MOST = 10_000;

/** As `gesso.protocol.canvas.Screen.columns` in Java. */
export const columnsOn = (at: Breakpoint, { columns }: Pick<Grid, 'columns'>): number =>
  at === 'desktop' ? columns : at === 'tablet' ? Math.max(1, Math.floor((columns * 2 + 1) / 3)) : 1;

/** Where everything is shown at this breakpoint. */
export function arrangedAt(canvas: Canvas, at: Breakpoint): Arranged {
  if (at === 'desktop') return { grid: canvas.grid, places: onDesktop(canvas) };
  const grid = gridAt(canvas, at);
  const automatic = derived(canvas, at, grid);
  const placed = [...canvas.widgets.values()].flatMap((widget) => {
    const own = placeOf(widget, at, grid);
    return own ? [{ id: widget.id, ...own, locked: widget.locked }] : [];
  });
  const ids = new Set(placed.map(({ id }) => id));
  const rest = [...automatic].flatMap(([id, place]) => (ids.has(id) ? [] : [{ id, ...place }]));
  return { grid, places: at === 'phone' ? stacked([...placed, ...rest], ids) : around(placed, rest, grid) };
}

/** What the canvas is to keep so that these widgets come there and all others stay where they are. */
export function placedAfter(canvas: Canvas, at: Screen, changes: Changes): ReadonlyMap<string, Place> {
  const { grid, places: now } = arrangedAt(canvas, at);
  const wanted = new Map<string, Place>();
  for (const widget of canvas.widgets.values()) {
    // A placed one is kept where it is wanted; one that only followed is kept where it is seen.
    const before = (at === 'tablet' ? placeOf(widget, at, grid) : undefined) ?? now.get(widget.id);
    if (before) wanted.set(widget.id, changed(before, widget, changes.get(widget.id), grid));
  }
  if (at === 'tablet') return wanted;
  let order = [...now].sort(byPlace).map(([id]) => id);
  for (const [id, { position }] of changes) if (position) order = inserted(order, id, position.y, wanted);
  return piled(order, wanted);
}

/** How everything would be shown after such a change. */
export function shownAfter(canvas: Canvas, at: Screen, changes: Changes): ReadonlyMap<string, Place> {
  const wanted = placedAfter(canvas, at, changes);
  if (at === 'phone') return wanted;
  const all = [...wanted].map(([id, place]) => ({
    id,
    ...place,
    locked: canvas.widgets.get(id)?.locked ?? false,
  }));
  return withPlaces(all, shown(all, gridAt(canvas, at)));
}

/** The places of `placedAfter` that the canvas does not keep yet. */
export function placesToSend(canvas: Canvas, at: Screen, changes: Changes): Map<string, Place> {
  const different = [...placedAfter(canvas, at, changes)].filter(
    ([id, place]) => !same(canvas.widgets.get(id)?.screens?.[at], place),
  );
  return new Map(different);
}

/** Whether somebody has placed something at this breakpoint. */
export const isArranged = (canvas: Canvas, at: Screen): boolean =>
  [...canvas.widgets.values()].some(({ screens }) => screens?.[at] !== undefined);

export const gridAt = ({ grid }: Canvas, at: Breakpoint): Grid =>
  at === 'desktop' ? grid : { ...grid, columns: columnsOn(at, grid) };

const same = (a: Place | undefined, b: Place): boolean =>
  a?.position.x === b.position.x &&
  a.position.y === b.position.y &&
  a.size.w === b.size.w &&
  a.size.h === b.size.h;

const between = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(high, Math.round(Number.isFinite(value) ? value : low)));

function onDesktop(canvas: Canvas): Map<string, Place> {
  const at = places(canvas);
  return new Map(
    [...canvas.widgets.values()].map(({ id, wanted, size }) => [
      id,
      { position: at.get(id) ?? wanted, size },
    ]),
  );
}

/** As somebody has placed it; columns may have become fewer since. */
function placeOf({ screens }: Placed, at: Screen, { columns }: Grid): Place | undefined {
  const place = screens?.[at];
  if (!place) return undefined;
  const w = Math.min(place.size.w, columns);
  const x = Math.min(place.position.x, columns - w);
  return { position: { x, y: place.position.y }, size: { w, h: place.size.h } };
}

type Item = Place & { readonly id: string };

/** The grid's own rule for what is placed; the rest goes to the first free rows below where it would be. */
function around(placed: readonly Wanted[], rest: readonly Item[], grid: Grid): Map<string, Place> {
  const result = withPlaces(placed, shown(placed, grid));
  const taken = [...result.values()];
  for (const { id, position, size } of rest) {
    const place = { position: taken.length > 0 ? sink({ position, size }, taken) : position, size };
    taken.push(place);
    result.set(id, place);
  }
  return result;
}

const withPlaces = (items: readonly Item[], at: ReadonlyMap<string, Position>): Map<string, Place> =>
  new Map(items.map(({ id, position, size }) => [id, { position: at.get(id) ?? position, size }]));

/** One column without gaps, in the order of the places; at the same height a placed one comes first. */
function stacked(items: readonly Item[], placed: ReadonlySet<string>): Map<string, Place> {
  const order = [...items].sort(
    (a, b) =>
      a.position.y - b.position.y ||
      Number(placed.has(b.id)) - Number(placed.has(a.id)) ||
      (a.id < b.id ? -1 : 1),
  );
  return piled(
    order.map(({ id }) => id),
    new Map(items.map(({ id, position, size }) => [id, { position, size }])),
  );
}

function piled(order: readonly string[], sizes: ReadonlyMap<string, Place>): Map<string, Place> {
  let y = 0;
  const result = new Map<string, Place>();
  for (const id of order) {
    const h = sizes.get(id)?.size.h ?? 1;
    result.set(id, { position: { x: 0, y }, size: { w: 1, h } });
    y += h;
  }
  return result;
}

/** Between the two whose middles the new height lies between. */
function inserted(
  order: readonly string[],
  id: string,
  y: number,
  sizes: ReadonlyMap<string, Place>,
): string[] {
  const others = order.filter((one) => one !== id);
  let top = 0;
  let index = 0;
  for (const other of others) {
    const h = sizes.get(other)?.size.h ?? 1;
    if (top + h / 2 > y) break;
    top += h;
    index++;
  }
  return others.toSpliced(index, 0, id);
}

function changed(
  before: Place,
  { min, max }: Placed,
  change: Partial<Place> | undefined,
  { columns }: Grid,
): Place {
  if (!change) return before;
  const wide = columns - (change.position ? 0 : before.position.x);
  const wanted: Size = change.size ?? before.size;
  const w = between(wanted.w, Math.min(min.w, wide), Math.min(max.w, wide));
  const h = between(wanted.h, min.h, max.h);
  const { x, y } = change.position ?? before.position;
  return {
    position: { x: between(x, 0, columns - w), y: between(y, 0, Y_MOST) },
    size: change.size ? { w, h } : before.size,
  };
}

const byPlace = ([a, one]: [string, Place], [b, other]: [string, Place]): number =>
  one.position.y - other.position.y || one.position.x - other.position.x || (a < b ? -1 : 1);

/** The desktop's arrangement in fewer columns, in the same reading order. */
function derived(canvas: Canvas, at: Screen, grid: Grid): Map<string, Place> {
  const order = [...onDesktop(canvas)].sort(byPlace);
  if (at === 'phone') {
    const least = Math.ceil((PHONE_LEAST + grid.gap) / (grid.rowHeight + grid.gap));
    const tall = order.map(([id, { size, position }]): [string, Place] => [
      id,
      {
        position,
        size: { w: 1, h: Math.max(size.h, Math.min(least, canvas.widgets.get(id)?.max.h ?? least)) },
      },
    ]);
    return piled(
      order.map(([id]) => id),
      new Map(tall),
    );
  }
  const cells = new Cells(grid.columns);
  const result = new Map<string, Place>();
  let from: Position = { x: 0, y: 0 };
  for (const [id, { size }] of order) {
    const least = Math.min(
      grid.columns,
      Math.max(canvas.widgets.get(id)?.min.w ?? 1, Math.ceil(size.w * SHRINK)),
    );
    const place = cells.next(from, least, Math.min(size.w, grid.columns), size.h);
    cells.take(place);
    result.set(id, place);
    from = { x: place.position.x + 1, y: place.position.y };
  }
  for (const [id, place] of result) {
    const most = Math.min(grid.columns, canvas.widgets.get(id)?.max.w ?? grid.columns);
    const w = cells.widened(place, most);
    if (w === place.size.w) continue;
    const wide = { position: place.position, size: { w, h: place.size.h } };
    cells.take(wide);
    result.set(id, wide);
  }
  return result;
}

/** Which cells are taken, row by row. */
class Cells {
  private readonly rows: boolean[][] = [];
  constructor(private readonly columns: number) {}

  take({ position, size }: Place): void {
    for (let y = position.y; y < position.y + size.h; y++) {
      this.rows[y] ??= new Array<boolean>(this.columns).fill(false);
      this.rows[y]?.fill(true, position.x, position.x + size.w);
    }
  }
  /** The first place at or after `from` in reading order that has room for at least so many columns. */
  next(from: Position, least: number, most: number, h: number): Place {
    for (let { x, y } = from; ; x = 0, y++)
      for (; x + least <= this.columns; x++) {
        const w = this.run(x, y, most, h);
        if (w >= least) return { position: { x, y }, size: { w, h } };
      }
  }
  /** How wide it may become where nothing is to its right. */
  widened({ position, size }: Place, most: number): number {
    const more = most - size.w;
    return more > 0 ? size.w + this.run(position.x + size.w, position.y, more, size.h) : size.w;
  }
  private run(x: number, y: number, most: number, h: number): number {
    let w = 0;
    while (w < most && x + w < this.columns && this.isFree(x + w, y, h)) w++;
    return w;
  }
  private isFree(x: number, y: number, h: number): boolean {
    for (let row = y; row < y + h; row++) if (this.rows[row]?.[x]) return false;
    return true;
  }
}
