import { type RefObject, useCallback, useEffect } from 'react';
import { useCanvasHandle } from '../canvas/index.ts';
import type { PeerPresence } from '../presence/types.ts';
import { canvasState, usePeerList } from '../state/index.ts';
import { prefersStillness } from '../theme/appearance.ts';
import type { Metrics } from './geometry.ts';
import { type Both, nearestHere } from './otherScreens.ts';
import { follow, shell, useShell } from './shell.ts';

/** A cursor this near to the edge of my view brings the view along, as a part of the view. */
const EDGE = 0.15;
/** A view this near to where it is wanted stays, in pixels. */
const SLACK = 3;
/** Keys that are no wish to look elsewhere by oneself; the last two have their own meaning. */
const QUIET_KEYS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'f', 'F', 'Escape']);

/** Shows what the followed person sees. Any input of my own ends it. */
export function useFollow(stage: RefObject<HTMLElement | null>, metrics: Metrics) {
  const { presence } = useCanvasHandle();
  const session = useShell((state) => state.following);
  const peers = usePeerList();
  const peer = peers.find((one) => one.session === session);
  const gone = session !== undefined && peer === undefined;
  useEffect(() => {
    if (gone) follow(undefined);
  }, [gone]);
  const stop = useCallback(() => {
    if (shell().following !== undefined) follow(undefined);
  }, []);
  useEffect(() => {
    if (session === undefined) return;
    const look = () => {
      const data = presence.peers().get(session)?.data;
      const view = stage.current;
      // Two who follow each other would chase each other's view for ever.
      if (!data || !view || data.follow === canvasState().canvas?.session) return;
      const { left, top } = wantedScroll(data, view, metrics, canvasState().layout.widgets);
      if (Math.abs(left - view.scrollLeft) > SLACK || Math.abs(top - view.scrollTop) > SLACK)
        view.scrollTo({ left, top, behavior: prefersStillness() ? 'auto' : 'smooth' });
    };
    const key = (event: KeyboardEvent) => {
      if (!QUIET_KEYS.has(event.key)) stop();
    };
    look();
    addEventListener('keydown', key, { capture: true });
    const off = presence.subscribe(look);
    return () => {
      removeEventListener('keydown', key, { capture: true });
      off();
    };
  }, [presence, session, stage, metrics, stop]);
  return { name: peer?.name, stop };
}

type View = Pick<
  HTMLElement,
  'scrollLeft' | 'scrollTop' | 'clientWidth' | 'clientHeight' | 'scrollWidth' | 'scrollHeight'
>;

/**
 * Where my view shows what theirs does: its middle where mine is larger, else its beginning, or their cursor. On a
 * smaller screen, whose cells are others, the widget that they look at, in the middle or from its beginning.
 */
export function wantedScroll(
  { view, cursor }: PeerPresence['data'],
  mine: View,
  { stepX, stepY, margin, at: breakpoint }: Metrics,
  widgets: readonly Both[] = [],
): { left: number; top: number } {
  const axis = (
    from: number | undefined,
    length = 0,
    at: number | undefined,
    step: number,
    scroll: number,
    room: number,
    all: number,
  ) => {
    let start = scroll;
    if (from !== undefined && length > 0) {
      const begin = margin + from * step;
      start = length * step <= room ? begin - (room - length * step) / 2 : begin;
      start = Math.max(0, Math.min(all - room, start));
    }
    // A pointer that stayed where they were before they scrolled says nothing of where they look.
    const left = from !== undefined && length > 0 && at !== undefined && (at < from || at > from + length);
    if (at !== undefined && !left) start += beyond(margin + at * step - start, room);
    return Math.round(Math.max(0, Math.min(Math.max(0, all - room), start)));
  };
  if (breakpoint !== 'desktop') {
    const place = nearestHere(widgets, view, cursor);
    if (!place) return { left: mine.scrollLeft, top: mine.scrollTop };
    const { position, size } = place;
    return {
      left: axis(position.x, size.w, undefined, stepX, mine.scrollLeft, mine.clientWidth, mine.scrollWidth),
      top: axis(position.y, size.h, undefined, stepY, mine.scrollTop, mine.clientHeight, mine.scrollHeight),
    };
  }
  return {
    left: axis(view?.x, view?.w, cursor?.x, stepX, mine.scrollLeft, mine.clientWidth, mine.scrollWidth),
    top: axis(view?.y, view?.h, cursor?.y, stepY, mine.scrollTop, mine.clientHeight, mine.scrollHeight),
  };
}

/** How far a point is past the middle part of a length; 0 inside it. */
export function beyond(at: number, length: number): number {
  if (at < length * EDGE) return at - length / 2;
  if (at > length * (1 - EDGE)) return at - length / 2;
  return 0;
}
