import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { announce } from '../kit/toasts.ts';
import { canvasState } from '../state/index.ts';
import type { Metrics } from './geometry.ts';
import { boxOf } from './group.ts';
import { selectedWidgets } from './groupEdits.ts';
import { placeOf } from './keys.ts';
import { setZoom, shell } from './shell.ts';
import { fitting, stepped, wheelFactor, wholeBoard, within } from './zoom.ts';
import { zoomWords } from './zoomWords.ts';

export type ZoomWish = 'in' | 'out' | 'actual' | 'all' | 'selection';

const WISH = 'gesso:zoom';
/** Asks the board for another size; from a key or a button. */
export const askZoom = (wish: ZoomWish): boolean =>
  dispatchEvent(new CustomEvent<ZoomWish>(WISH, { detail: wish }));

/** What stays under the pointer while the board grows: a place in cells, and where it is on the screen. */
interface Anchor {
  readonly cell: { readonly x: number; readonly y: number };
  readonly at: { readonly x: number; readonly y: number };
}

/** Zooms by wheel, pinch, key and button, around what is pointed at; pans with Space or the middle button. */
export function useZoom(stage: RefObject<HTMLElement | null>, metrics: Metrics): void {
  const anchor = useRef<Anchor>(undefined);
  const newest = useRef(metrics);
  newest.current = metrics;

  useLayoutEffect(() => {
    const view = stage.current;
    const kept = anchor.current;
    if (!view || !kept) return;
    anchor.current = undefined;
    view.scrollTo({
      left: metrics.margin + kept.cell.x * metrics.stepX - kept.at.x,
      top: metrics.margin + kept.cell.y * metrics.stepY - kept.at.y,
    });
  }, [stage, metrics]);

  useEffect(() => {
    const view = stage.current;
    if (!view) return;
    const keep = (at: { x: number; y: number }) => {
      const { stepX, stepY, margin } = newest.current;
      anchor.current = {
        at,
        cell: { x: (view.scrollLeft + at.x - margin) / stepX, y: (view.scrollTop + at.y - margin) / stepY },
      };
    };
    const zoomTo = (zoom: number, at: { x: number; y: number }) => {
      const next = within(zoom);
      if (newest.current.at === 'phone' || next === shell().zoom) return;
      keep(at);
      setZoom(next);
    };
    const inside = (event: { clientX: number; clientY: number }) => {
      const box = view.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomTo(shell().zoom * wheelFactor(event.deltaY, event.deltaMode), inside(event));
    };
    const wished = (event: Event) => {
      const { detail } = event as CustomEvent<ZoomWish>;
      const middle = { x: view.clientWidth / 2, y: view.clientHeight / 2 };
      const { zoom } = shell();
      if (detail === 'in' || detail === 'out') zoomTo(stepped(zoom, detail === 'in' ? 1 : -1), middle);
      else if (detail === 'actual') zoomTo(1, middle);
      else show(detail);
      announce(zoomWords.now().now(Math.round(shell().zoom * 100)));
    };
    const show = (what: 'all' | 'selection') => {
      const { widgets, grid } = canvasState().layout;
      const chosen = what === 'selection' ? selectedWidgets() : [];
      if (what === 'selection' && chosen.length === 0) return;
      const box =
        chosen.length > 0 ? boxOf(chosen) : wholeBoard(widgets.length > 0 ? boxOf(widgets) : undefined, grid);
      const { zoom } = shell();
      const { stepX, stepY, gap, margin } = newest.current;
      const size = { width: view.clientWidth, height: view.clientHeight };
      const next = fitting(box, size, { stepX: stepX / zoom, stepY: stepY / zoom, gap: gap / zoom, margin });
      const place = {
        cell: { x: box.x + box.w / 2, y: box.y + box.h / 2 },
        at: { x: size.width / 2, y: size.height / 2 },
      };
      if (next !== zoom) {
        anchor.current = place;
        setZoom(next);
      } else
        view.scrollTo({
          left: margin + place.cell.x * stepX - place.at.x,
          top: margin + place.cell.y * stepY - place.at.y,
        });
    };
    const ends = [pinch(view, inside, zoomTo), pan(view)];
    view.addEventListener('wheel', wheel, { passive: false });
    addEventListener(WISH, wished);
    return () => {
      for (const end of ends) end();
      view.removeEventListener('wheel', wheel);
      removeEventListener(WISH, wished);
    };
  }, [stage]);
}

/** Two fingers: their distance is the size, their middle stays where it is. */
function pinch(
  view: HTMLElement,
  inside: (event: { clientX: number; clientY: number }) => { x: number; y: number },
  zoomTo: (zoom: number, at: { x: number; y: number }) => void,
): () => void {
  let start: { readonly distance: number; readonly zoom: number } | undefined;
  const distance = ([a, b]: readonly Touch[]): number =>
    a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0;
  const begin = (event: TouchEvent) => {
    // Two fingers on two widgets carry them.
    const fingers = [...event.touches];
    const free = fingers.every((one) => !(one.target instanceof Element && one.target.closest('header')));
    start = fingers.length === 2 && free ? { distance: distance(fingers), zoom: shell().zoom } : undefined;
  };
  const move = (event: TouchEvent) => {
    const fingers = [...event.touches];
    const [a, b] = fingers;
    if (!start || !a || !b || fingers.length !== 2) return;
    event.preventDefault();
    const middle = { clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 };
    zoomTo((start.zoom * distance(fingers)) / Math.max(1, start.distance), inside(middle));
  };
  const end = () => {
    start = undefined;
  };
  view.addEventListener('touchstart', begin, { passive: true });
  view.addEventListener('touchmove', move, { passive: false });
  view.addEventListener('touchend', end, { passive: true });
  return () => {
    view.removeEventListener('touchstart', begin);
    view.removeEventListener('touchmove', move);
    view.removeEventListener('touchend', end);
  };
}

/** Space or the middle button and a drag move the board under the view. */
function pan(view: HTMLElement): () => void {
  let space = false;
  const key = (event: KeyboardEvent) => {
    if (event.key !== ' ' || event.defaultPrevented) return;
    const down = event.type === 'keydown';
    const where = placeOf(event.target);
    const pressable =
      event.target instanceof Element && event.target.closest('button, a, [role="application"]');
    if (down && (where === 'field' || where === 'inside' || pressable)) return;
    if (down) event.preventDefault();
    space = down;
    if (space) view.dataset.pan = 'ready';
    else delete view.dataset.pan;
  };
  const press = (event: PointerEvent) => {
    if (!(event.target instanceof Node && view.contains(event.target))) return;
    if (!(space && event.button === 0) && event.button !== 1) return;
    event.preventDefault();
    event.stopPropagation();
    view.dataset.pan = 'held';
    let last = { x: event.clientX, y: event.clientY };
    const move = (next: PointerEvent) => {
      if (next.pointerId !== event.pointerId) return;
      next.stopPropagation();
      view.scrollBy(last.x - next.clientX, last.y - next.clientY);
      last = { x: next.clientX, y: next.clientY };
    };
    const up = (next: PointerEvent) => {
      if (next.pointerId !== event.pointerId) return;
      removeEventListener('pointermove', move, { capture: true });
      removeEventListener('pointerup', up, { capture: true });
      removeEventListener('pointercancel', up, { capture: true });
      if (space) view.dataset.pan = 'ready';
      else delete view.dataset.pan;
    };
    addEventListener('pointermove', move, { capture: true });
    addEventListener('pointerup', up, { capture: true });
    addEventListener('pointercancel', up, { capture: true });
  };
  addEventListener('keydown', key);
  addEventListener('keyup', key);
  addEventListener('pointerdown', press, { capture: true });
  return () => {
    removeEventListener('keydown', key);
    removeEventListener('keyup', key);
    removeEventListener('pointerdown', press, { capture: true });
  };
}
