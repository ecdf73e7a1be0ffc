import { freshId } from '@gesso/sdk';
import { type OpenCanvas, shown } from '../canvas/index.ts';
import { announce, toast } from '../kit/toasts.ts';
import { canvasState } from '../state/index.ts';
import { movesToIndex } from './geometry.ts';
import { boardWords } from './words.ts';

const HOLD_MS = 320;
const SLACK = 8;
/** Nearer to the top or bottom than this the column scrolls along, in pixels. */
const EDGE = 72;
const EDGE_SPEED = 10;

interface ReorderPlan {
  readonly widget: string;
  readonly frame: HTMLElement;
  readonly stage: HTMLElement;
  readonly canvas: OpenCanvas;
}

/**
 * On a phone: hold a widget, carry it up or down the one column, let go between two others. What is sent
 * is an ordinary move to the place on the grid that gives this order.
 */
export function startReorder(press: PointerEvent, { widget, frame, stage, canvas }: ReorderPlan): void {
  const from = { x: press.clientX, y: press.clientY, top: stage.scrollTop };
  let y = press.clientY;
  let held = false;
  let scrolling = 0;
  let index = -1;
  let marked: HTMLElement | undefined;

  const order = () => canvasState().layout.widgets.map((one) => one.id);
  const hold = () => {
    held = true;
    frame.dataset.held = 'move';
    navigator.vibrate?.(8);
    scrolling = requestAnimationFrame(scrollAlong);
    draw();
  };
  const draw = () => {
    frame.style.translate = `0 ${y - from.y + stage.scrollTop - from.top}px`;
    const others = order().filter((id) => id !== widget);
    const middles = others.map((id) => {
      const box = stage.querySelector(`[data-widget="${CSS.escape(id)}"]`)?.getBoundingClientRect();
      return box ? box.top + box.height / 2 : Number.POSITIVE_INFINITY;
    });
    const next = middles.filter((middle) => middle < y).length;
    if (next === index) return;
    index = next;
    marked?.removeAttribute('data-drop');
    const beside = others[index] ?? others[index - 1];
    marked = beside
      ? (stage.querySelector<HTMLElement>(`[data-widget="${CSS.escape(beside)}"]`) ?? undefined)
      : undefined;
    if (marked) marked.dataset.drop = others[index] ? 'before' : 'after';
  };
  const scrollAlong = () => {
    const box = stage.getBoundingClientRect();
    const before = stage.scrollTop;
    stage.scrollBy(0, y < box.top + EDGE ? -EDGE_SPEED : y > box.bottom - EDGE ? EDGE_SPEED : 0);
    if (stage.scrollTop !== before) draw();
    scrolling = requestAnimationFrame(scrollAlong);
  };
  const stop = () => {
    clearTimeout(holding);
    cancelAnimationFrame(scrolling);
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', up);
    removeEventListener('pointercancel', stop);
    frame.removeEventListener('touchmove', still);
    marked?.removeAttribute('data-drop');
    delete frame.dataset.held;
    frame.style.translate = '';
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== press.pointerId) return;
    y = event.clientY;
    if (held) draw();
    else if (Math.hypot(event.clientX - from.x, y - from.y) > SLACK) stop();
  };
  const up = (event: PointerEvent) => {
    if (event.pointerId !== press.pointerId) return;
    const wasHeld = held;
    stop();
    if (wasHeld) drop(canvas, widget, index);
  };
  const still = (event: TouchEvent) => {
    if (held) event.preventDefault();
  };
  addEventListener('pointermove', move);
  addEventListener('pointerup', up);
  addEventListener('pointercancel', stop);
  frame.addEventListener('touchmove', still, { passive: false });
  const holding = setTimeout(hold, HOLD_MS);
}

function drop({ manager }: OpenCanvas, widget: string, index: number): void {
  const w = boardWords.now();
  const { widgets, grid } = canvasState().layout;
  const order = widgets.map((one) => one.id);
  const others = order.filter((id) => id !== widget);
  if (others.toSpliced(index, 0, widget).join(' ') === order.join(' ')) return;
  const places = new Map(widgets.map(({ id, position, size }) => [id, { position, size }]));
  const moves = movesToIndex(widget, index, order, places, grid, (tried) => {
    const all = widgets.map(({ id, wanted, size, locked }) => ({
      id,
      position: tried.find((move) => move.widget === id)?.position ?? wanted,
      size,
      locked,
    }));
    const at = shown(all, grid);
    return new Map(all.map(({ id, position, size }) => [id, { position: at.get(id) ?? position, size }]));
  });
  if (!moves) {
    toast({ text: w.noRoom });
    return;
  }
  // Two moves of one hand are one step for undo.
  const cause = moves.length > 1 ? freshId() : undefined;
  for (const { widget: moved, position } of moves)
    manager.edit('canvas', 'move-widget', { widget: moved, position: { ...position } }, cause);
  announce(w.reordered(canvasState().widgets[widget]?.title ?? '', index + 1));
}
