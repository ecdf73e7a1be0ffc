/**
 * Which widgets have their app mounted: those in sight and a margin around it, and those that somebody is busy
 * with. The frames of the others stay, so that keys, links and screen readers find them. Not here: drawing.
 */
import type { Place } from '@gesso/sdk/protocol';
import { create } from 'zustand';
import { MARGIN, type Metrics } from './geometry.ts';

/** An app within so many pixels of what is in sight is mounted. */
export const MOUNT_MARGIN = 400;
/** One that is mounted stays until it is this far away, so that scrolling to and fro unmounts nothing. */
export const KEEP_MARGIN = 1_200;
/** As in Frame.module.css. */
const PHONE = { gap: 20, padding: 16, least: 180 };

export interface Box {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}
type Placed = Place & { readonly id: string };

/** Where frames are drawn on the paper, in pixels; `widgets` in reading order. */
export function boxesOf(widgets: readonly Placed[], metrics: Metrics): Map<string, Box> {
  let next = PHONE.padding;
  return new Map(
    widgets.map(({ id, position, size }) => {
      const height = size.h * metrics.stepY - metrics.gap;
      if (metrics.phone) {
        const top = next;
        next += Math.max(PHONE.least, height) + PHONE.gap;
        return [id, { top, left: 0, bottom: next - PHONE.gap, right: 0 }];
      }
      const top = MARGIN + position.y * metrics.stepY;
      const left = MARGIN + position.x * metrics.stepX;
      const right = left + size.w * metrics.stepX - metrics.gap;
      return [id, { top, left, bottom: top + height, right }];
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
