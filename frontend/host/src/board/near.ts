/**
 * Which widgets have their app mounted: those in sight and a margin around it, and those that somebody is busy
 * with. The frames of the others stay, so that keys, links and screen readers find them. Not here: drawing.
 */
import type { Place } from '@gesso/sdk/protocol';
import { create } from 'zustand';
import type { Metrics } from './geometry.ts';

/** An app within so many pixels of what is in sight is mounted. */
export const MOUNT_MARGIN = 400;
/** One that is mounted stays until it is this far away, so that scrolling to and fro unmounts nothing. */
export const KEEP_MARGIN = 1_200;
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}
type Placed = Place & { readonly id: string };

/** Where frames are drawn on the paper, in pixels. */
export function boxesOf(
  widgets: readonly Placed[],
  { stepX, stepY, gap, margin }: Metrics,
): Map<string, Box> {
  return new Map(
    widgets.map(({ id, position, size }) => {
      const top = margin + position.y * stepY;
      const left = margin + position.x * stepX;
      return [id, { top, left, bottom: top + size.h * stepY - gap, right: left + size.w * stepX - gap }];
    }),
  );
}

/** The near ones; `before` itself when they are the same. */
export function nearWidgets(
  boxes: ReadonlyMap<string, Box>,
  sight: Box,
  before: ReadonlySet<string>,
  busy: (widget: string) => boolean,
): ReadonlySet<string> {
  const near = new Set<string>();
  for (const [id, box] of boxes) {
    const away = distance(box, sight);
    const stays = before.has(id) && (away <= KEEP_MARGIN || busy(id));
    if (away <= MOUNT_MARGIN || stays || busy(id)) near.add(id);
  }
  return near.size === before.size && [...near].every((id) => before.has(id)) ? before : near;
}

const distance = (a: Box, b: Box): number =>
  Math.max(0, a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);

const NONE: ReadonlySet<string> = new Set();
const useNear = create<{ readonly ids: ReadonlySet<string> }>()(() => ({ ids: NONE }));

export const useIsNear = (id: string): boolean => useNear((state) => state.ids.has(id));
export const nearNow = (): ReadonlySet<string> => useNear.getState().ids;
export function setNear(ids: ReadonlySet<string>): void {
  if (ids !== nearNow()) useNear.setState({ ids });
}
export const resetNear = (): void => setNear(NONE);
