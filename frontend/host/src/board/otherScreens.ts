/**
 * What somebody sees, told between screens of different arrangements. Their cells are not mine, but the widgets are
 * the same: a view travels as the desktop's places of what is in it. Pure.
 */
import type { LiveData, Place } from '@gesso/sdk/protocol';

export type Sight = NonNullable<LiveData['view']>;
/** A widget's place as shown here and as it is on the desktop. */
export interface Both extends Place {
  readonly desktop: Place;
}

const NOTHING: Sight = { x: 0, y: 0, w: 0, h: 0 };

/** The desktop's cells around all widgets that are at least half in this view of the shown places. */
export function onDesktop(widgets: readonly Both[], sight: Sight): Sight {
  const seen = widgets.filter((one) => {
    const { w, h } = one.size;
    return overlap(one, sight) * 2 >= Math.min(w * h, sight.w * sight.h);
  });
  if (seen.length === 0) return NOTHING;
  const places = seen.map(({ desktop }) => desktop);
  const x = Math.min(...places.map(({ position }) => position.x));
  const y = Math.min(...places.map(({ position }) => position.y));
  const right = Math.max(...places.map(({ position, size }) => position.x + size.w));
  const bottom = Math.max(...places.map(({ position, size }) => position.y + size.h));
  return { x, y, w: right - x, h: bottom - y };
}

/** Where the widget is shown here that is nearest to their pointer, or to the middle of what they see. */
export function nearestHere(
  widgets: readonly Both[],
  view: Sight | undefined,
  cursor: { x: number; y: number } | null | undefined,
): Place | undefined {
  if (!view || view.w <= 0 || view.h <= 0) return undefined;
  const points = cursor && within(cursor, view) ? cursor : { x: view.x + view.w / 2, y: view.y + view.h / 2 };
  let best: Both | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const one of widgets) {
    if (overlap(one.desktop, view) === 0) continue;
    const away = distance(one.desktop, points);
    if (away < least) [best, least] = [one, away];
  }
  return best;
}

const within = ({ x, y }: { x: number; y: number }, { x: left, y: top, w, h }: Sight): boolean =>
  x >= left && x <= left + w && y >= top && y <= top + h;

function overlap({ position, size }: Place, view: Sight): number {
  const w = Math.min(position.x + size.w, view.x + view.w) - Math.max(position.x, view.x);
  const h = Math.min(position.y + size.h, view.y + view.h) - Math.max(position.y, view.y);
  return Math.max(0, w) * Math.max(0, h);
}

function distance({ position, size }: Place, { x, y }: { x: number; y: number }): number {
  const dx = Math.max(position.x - x, 0, x - position.x - size.w);
  const dy = Math.max(position.y - y, 0, y - position.y - size.h);
  return Math.hypot(dx, dy);
}
