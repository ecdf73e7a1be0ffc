import { type RefObject, useCallback, useEffect } from 'react';
import { useCanvasHandle } from '../canvas/index.ts';
import { usePeerList } from '../state/index.ts';
import { prefersStillness } from '../theme/appearance.ts';
import { MARGIN, type Metrics } from './geometry.ts';
import { follow, shell, useShell } from './shell.ts';

/** A cursor this near to the edge of my view brings the view along, as a part of the view. */
const EDGE = 0.15;

/** Keeps the followed person's cursor in view. My own scrolling ends it. */
export function useFollow(stage: RefObject<HTMLElement | null>, metrics: Metrics) {
  const { presence } = useCanvasHandle();
  const session = useShell((state) => state.following);
  const peers = usePeerList();
  const peer = peers.find((one) => one.session === session);
  const gone = session !== undefined && peer === undefined;
  useEffect(() => {
    if (gone) follow(undefined);
  }, [gone]);
  useEffect(() => {
    if (session === undefined) return;
    const look = () => {
      const cursor = presence.peers().get(session)?.data.cursor;
      const view = stage.current;
      if (!cursor || !view) return;
      const x = MARGIN + cursor.x * metrics.stepX - view.scrollLeft;
      const y = MARGIN + cursor.y * metrics.stepY - view.scrollTop;
      const dx = beyond(x, view.clientWidth);
      const dy = beyond(y, view.clientHeight);
      if (dx !== 0 || dy !== 0)
        view.scrollBy({ left: dx, top: dy, behavior: prefersStillness() ? 'auto' : 'smooth' });
    };
    look();
    return presence.subscribe(look);
  }, [presence, session, stage, metrics]);
  const stop = useCallback(() => {
    if (shell().following !== undefined) follow(undefined);
  }, []);
  return { name: peer?.name, stop };
}

/** How far a point is past the middle part of a length; 0 inside it. */
export function beyond(at: number, length: number): number {
  if (at < length * EDGE) return at - length / 2;
  if (at > length * (1 - EDGE)) return at - length / 2;
  return 0;
}
