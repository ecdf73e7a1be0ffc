/** How large the board is drawn. Pure. */
import type { Grid } from '@gesso/sdk/protocol';
import type { Box } from './group.ts';

export const ZOOM_MIN = 0.25;
export const ZOOM_MAX = 2;
/** Where the keys and buttons stop. */
const STOPS = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2] as const;

export const within = (zoom: number): number =>
  Math.round(Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, Number.isFinite(zoom) ? zoom : 1)) * 100) / 100;

/** The next stop above or below. */
export function stepped(zoom: number, by: 1 | -1): number {
  const stops = by === 1 ? STOPS : STOPS.toReversed();
  return stops.find((stop) => (stop - zoom) * by > 0.005) ?? (by === 1 ? ZOOM_MAX : ZOOM_MIN);
}

/** A turn of the wheel, or a pinch on a touchpad, as a factor: the same way back is the same zoom. */
export const wheelFactor = (deltaY: number, deltaMode: number): number =>
  Math.exp(-Math.max(-60, Math.min(60, deltaMode === 1 ? deltaY * 16 : deltaY)) * 0.004);

/** The zoom at which a part of the board fills the view, never larger than it is. */
export function fitting(
  box: Box,
  view: { readonly width: number; readonly height: number },
  at100: { readonly stepX: number; readonly stepY: number; readonly gap: number; readonly margin: number },
): number {
  const wide = (view.width - 2 * at100.margin + at100.gap) / Math.max(1, box.w * at100.stepX);
  const high = (view.height - 2 * at100.margin + at100.gap) / Math.max(1, box.h * at100.stepY);
  return within(Math.min(1, Math.floor(Math.min(wide, high) * 100) / 100));
}

/** All that is there, at least a screenful of an empty board. */
export const wholeBoard = (box: Box | undefined, grid: Pick<Grid, 'columns'>): Box =>
  box === undefined
    ? { x: 0, y: 0, w: grid.columns, h: 1 }
    : { x: 0, y: 0, w: Math.max(grid.columns, box.x + box.w), h: box.y + box.h };
