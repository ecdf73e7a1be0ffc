import { type RefObject, useEffect } from 'react';
import { host } from '../modules.ts';
import type { CanvasState } from '../state/types.ts';

/** Moves glide while no more than so many pictures in so many milliseconds show one. */
export const STIR = { pictures: 6, millis: 400 } as const;

const moved = ({ layout }: CanvasState, { widgets }: CanvasState): boolean =>
  layout.widgets.some(({ id, position }) => (widgets[id]?.position ?? position) !== position);

/**
 * Marks the paper as stirred while things move all the time. A glide is for the eye that follows one widget; where
 * many people move many there is nothing to follow, and each picture would start and end glides, which costs more
 * than all the rest of it. Written past React: no frame renders for it.
 */
export function useStir(paper: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const sheet = paper.current;
    if (!sheet) return;
    const moments: number[] = [];
    let calm: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      calm = undefined;
      const left = STIR.millis - (performance.now() - (moments.at(-1) ?? Number.NEGATIVE_INFINITY));
      if (left > 0) calm = setTimeout(look, left);
      else delete sheet.dataset.stirred;
    };
    const off = host.store.subscribe((now, before) => {
      if (now.layout.widgets === before.layout.widgets || !moved(now, before)) return;
      const moment = performance.now();
      moments.push(moment);
      if (moments.length <= STIR.pictures) return;
      if (moment - (moments.shift() ?? 0) > STIR.millis) return;
      sheet.dataset.stirred = '';
      calm ??= setTimeout(look, STIR.millis);
    });
    return () => {
      off();
      clearTimeout(calm);
      delete sheet.dataset.stirred;
    };
  }, [paper]);
}
