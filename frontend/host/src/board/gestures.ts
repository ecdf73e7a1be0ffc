import type { Grid, Place, Position } from '@gesso/sdk/protocol';
import { overlaps } from '../canvas/layout.ts';
import { fitPosition, fitSize, type Limits, type Metrics, samePlace } from './geometry.ts';
import { endDrag, showDrag } from './shell.ts';

/** A pointer moves this far before a press becomes a drag, in pixels. */
const SLACK = 4;
/** A finger rests this long before it holds a widget; a shorter touch scrolls. */
const HOLD_MS = 320;
/** Nearer to an edge than this the board scrolls along, in pixels. */
const EDGE = 48;
/** Pixels a frame at the very edge; less further in. */
const EDGE_SPEED = 9;

/** Which edges a resize takes along. */
export type Handle = 'e' | 's' | 'se';

export interface DragPlan {
  readonly widget: string;
  readonly start: Place;
  readonly handle: Handle | 'move';
  readonly frame: HTMLElement;
  readonly stage: HTMLElement;
  readonly metrics: Metrics;
  readonly grid: Grid;
  readonly limits: Limits | undefined;
  /** Moves are not wanted: what is let go is at its place at once. */
  readonly still: boolean;
  /** Shown places if the widget were there. */
  preview(place: Place): ReadonlyMap<string, Place>;
  /** The drag as others see it, in fractions of cells; null at the end. */
  tell(place: Place | null): void;
  /** Called once with where it was let go. */
  drop(place: Place): void;
  /** Let go where it cannot be. */
  refuse(): void;
}

/** The place that a drag of so many pixels asks for, in whole cells. */
export function placeAfter(
  {
    start,
    handle,
    metrics,
    grid,
    limits,
  }: Pick<DragPlan, 'start' | 'handle' | 'metrics' | 'grid' | 'limits'>,
  by: Position,
): Place {
  const dx = by.x / metrics.stepX;
  const dy = by.y / metrics.stepY;
  if (handle === 'move') {
    const { x, y } = start.position;
    return { position: fitPosition({ x: x + dx, y: y + dy }, start.size, grid), size: start.size };
  }
  const { w, h } = start.size;
  const size = { w: handle === 's' ? w : w + dx, h: handle === 'e' ? h : h + dy };
  return { position: start.position, size: fitSize(size, start.position, grid, limits) };
}

/** Under `reject` a place on top of another widget is refused by the server; say so before. */
export function fits(widget: string, place: Place, grid: Grid, shown: ReadonlyMap<string, Place>): boolean {
  if (grid.collision !== 'reject') return true;
  for (const [id, other] of shown) if (id !== widget && overlaps(place, other)) return false;
  return true;
}

/**
 * Follows one pointer from a press to its end. The frame's style is written directly, so that nothing
 * renders while it moves; React hears only when the target cell changes. Several pointers may each hold
 * a widget. Esc puts it back.
 */
export function startDrag(press: PointerEvent, plan: DragPlan): void {
  const { frame, stage, start, handle, metrics } = plan;
  // A handle is only for resizing; on the head the same touch may mean to scroll.
  const touch = press.pointerType === 'touch' && handle === 'move';
  const from = { x: press.clientX, y: press.clientY, left: stage.scrollLeft, top: stage.scrollTop };
  let pointer = { x: press.clientX, y: press.clientY };
  let held = false;
  let target: Place | undefined;
  let scrolling = 0;

  const moved = (): Position => ({
    x: pointer.x - from.x + stage.scrollLeft - from.left,
    y: pointer.y - from.y + stage.scrollTop - from.top,
  });

  const hold = () => {
    held = true;
    frame.dataset.held = handle;
    document.documentElement.dataset.dragging = handle;
    if (touch) navigator.vibrate?.(8);
    scrolling = requestAnimationFrame(scrollAlong);
    draw();
  };

  const draw = () => {
    const by = moved();
    if (handle === 'move') {
      frame.style.translate = `${by.x}px ${by.y}px`;
    } else {
      const { min, max } = growth(plan);
      if (handle !== 's') frame.style.setProperty('--grow-x', `${Math.max(min.x, Math.min(max.x, by.x))}px`);
      if (handle !== 'e') frame.style.setProperty('--grow-y', `${Math.max(min.y, Math.min(max.y, by.y))}px`);
    }
    const next = placeAfter(plan, by);
    plan.tell(
      handle === 'move'
        ? {
            position: {
              x: round(start.position.x + by.x / metrics.stepX),
              y: round(start.position.y + by.y / metrics.stepY),
            },
            size: start.size,
          }
        : next,
    );
    if (samePlace(next, target)) return;
    target = next;
    const shown = plan.preview(next);
    showDrag(
      {
        widget: plan.widget,
        place: shown.get(plan.widget) ?? next,
        fits: fits(plan.widget, next, plan.grid, shown),
      },
      shown,
    );
  };

  const scrollAlong = () => {
    const box = stage.getBoundingClientRect();
    const before = stage.scrollTop + stage.scrollLeft;
    stage.scrollBy(
      pull(pointer.x, from.x, box.left, box.right),
      pull(pointer.y, from.y, box.top, box.bottom),
    );
    if (stage.scrollTop + stage.scrollLeft !== before) draw();
    scrolling = requestAnimationFrame(scrollAlong);
  };

  const move = (event: PointerEvent) => {
    if (event.pointerId !== press.pointerId) return;
    pointer = { x: event.clientX, y: event.clientY };
    const far = Math.hypot(pointer.x - from.x, pointer.y - from.y) > SLACK;
    if (!held && !touch && far) hold();
    else if (!held && touch && far) stop();
    else if (held) draw();
  };

  const stop = () => {
    clearTimeout(holding);
    cancelAnimationFrame(scrolling);
    for (const [name, listener] of listeners) removeEventListener(name, listener, { capture: true });
    frame.removeEventListener('touchmove', still);
    if (!held) return;
    delete frame.dataset.held;
    delete document.documentElement.dataset.dragging;
    settle();
    frame.style.removeProperty('--grow-x');
    frame.style.removeProperty('--grow-y');
    plan.tell(null);
    endDrag();
  };

  /** Lets the frame glide from under the pointer to its cell; its place in the grid changes at once. */
  const settle = () => {
    frame.style.translate = '';
    if (handle !== 'move') return;
    frame.dataset.settling = '';
    const by = moved();
    const before = frame.getBoundingClientRect();
    requestAnimationFrame(() => {
      const now = frame.getBoundingClientRect();
      const dx = before.left + by.x - now.left;
      const dy = before.top + by.y - now.top;
      frame.animate?.([{ translate: `${dx}px ${dy}px` }, { translate: '0 0' }], {
        duration: plan.still ? 0 : 180,
        easing: 'cubic-bezier(0.2, 0.7, 0.3, 1)',
      });
      requestAnimationFrame(() => delete frame.dataset.settling);
    });
  };

  const up = (event: PointerEvent) => {
    if (event.pointerId !== press.pointerId) return;
    const last = target;
    const wasHeld = held;
    const shown = last && plan.preview(last);
    stop();
    if (!wasHeld) return;
    swallowClick();
    if (!last || !shown || samePlace(last, start)) return;
    if (fits(plan.widget, last, plan.grid, shown)) plan.drop(last);
    else plan.refuse();
  };

  const cancel = (event: PointerEvent) => {
    if (event.pointerId === press.pointerId) stop();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !held) return;
    event.preventDefault();
    event.stopPropagation();
    stop();
    swallowClick();
  };
  /** Once held, the finger moves the widget and not the page. */
  const still = (event: TouchEvent) => {
    if (held) event.preventDefault();
  };

  const listeners = [
    ['pointermove', move],
    ['pointerup', up],
    ['pointercancel', cancel],
    ['keydown', key],
  ] as [string, EventListener][];
  for (const [name, listener] of listeners) addEventListener(name, listener, { capture: true });
  frame.addEventListener('touchmove', still, { passive: false });
  const holding = touch ? setTimeout(hold, HOLD_MS) : undefined;
}

/** The click that ends a drag presses nothing. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', swallow, { capture: true }));
}

/** How fast the board scrolls along: only where the pointer is heading, and faster the nearer the edge. */
export function pull(at: number, from: number, low: number, high: number): number {
  const part = (depth: number) => Math.ceil(EDGE_SPEED * Math.min(1, depth / EDGE));
  if (at < low + EDGE && at < from - EDGE / 2) return -part(low + EDGE - at);
  if (at > high - EDGE && at > from + EDGE / 2) return part(at - high + EDGE);
  return 0;
}

/** How far a resize may go in each direction before the app's limits hold it, in pixels. */
function growth({ start, limits, grid, metrics }: DragPlan): { min: Position; max: Position } {
  const least = fitSize({ w: 0, h: 0 }, start.position, grid, limits);
  const most = fitSize({ w: 1e6, h: 1e6 }, start.position, grid, limits);
  const pixels = (size: typeof least): Position => ({
    x: (size.w - start.size.w) * metrics.stepX,
    y: (size.h - start.size.h) * metrics.stepY,
  });
  return { min: pixels(least), max: pixels(most) };
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** A short shake of the head: this did not happen. A fade where moves are not wanted. */
export function shake(frame: Element | null, still: boolean): void {
  const frames = still
    ? [{ opacity: 1 }, { opacity: 0.4 }, { opacity: 1 }]
    : [0, -6, 6, -4, 4, 0].map((x) => ({ translate: `${x}px 0` }));
  frame?.animate?.(frames, { duration: 320, easing: 'ease-out' });
}
