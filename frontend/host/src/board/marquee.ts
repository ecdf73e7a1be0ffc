import { canvasState } from '../state/index.ts';
import styles from './Board.module.css';
import type { Metrics } from './geometry.ts';
import { touched } from './group.ts';
import { focusFirst, memberOf } from './groupEdits.ts';
import { select, selection, selectMany } from './shell.ts';

/** A press on the board moves this far before it draws a rectangle, in pixels. */
const SLACK = 4;

/**
 * From a press on the empty board to its end: what the rectangle touches is selected. It is drawn without a render;
 * a finger scrolls instead. Esc gives back what was selected.
 */
export function startMarquee(press: PointerEvent, paper: HTMLElement, metrics: Metrics, keep: boolean): void {
  if (press.pointerType === 'touch' || press.button !== 0 || metrics.at === 'phone') return;
  const before = keep ? selection() : [];
  const origin = within(press, paper);
  let rectangle: HTMLElement | undefined;
  let newest: readonly string[] = before;

  const move = (event: PointerEvent) => {
    if (event.pointerId !== press.pointerId) return;
    const now = within(event, paper);
    const box = {
      x: Math.min(origin.x, now.x),
      y: Math.min(origin.y, now.y),
      w: Math.abs(now.x - origin.x),
      h: Math.abs(now.y - origin.y),
    };
    if (!rectangle) {
      if (box.w + box.h < SLACK) return;
      rectangle = paper.appendChild(document.createElement('div'));
      rectangle.className = styles.marquee ?? '';
      rectangle.dataset.testid = 'marquee';
    }
    Object.assign(rectangle.style, {
      left: `${box.x}px`,
      top: `${box.y}px`,
      width: `${box.w}px`,
      height: `${box.h}px`,
    });
    const cells = {
      x: (box.x - metrics.margin) / metrics.stepX,
      y: (box.y - metrics.margin) / metrics.stepY,
      w: box.w / metrics.stepX,
      h: box.h / metrics.stepY,
    };
    const found = touched(canvasState().layout.widgets.map(memberOf), cells);
    const next = [...new Set([...before, ...found])];
    if (next.length === newest.length && next.every((id, i) => id === newest[i])) return;
    newest = next;
    selectMany(next);
  };
  const stop = () => {
    rectangle?.remove();
    for (const [name, listener] of listeners) removeEventListener(name, listener, { capture: true });
  };
  const up = (event: PointerEvent) => {
    if (event.pointerId !== press.pointerId) return;
    if (rectangle) focusFirst();
    stop();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !rectangle) return;
    event.preventDefault();
    event.stopPropagation();
    stop();
    if (before.length === 0) select(undefined);
    else selectMany(before);
  };
  const listeners = [
    ['pointermove', move],
    ['pointerup', up],
    ['pointercancel', up],
    ['keydown', key],
  ] as [string, EventListener][];
  for (const [name, listener] of listeners) addEventListener(name, listener, { capture: true });
}

const within = (event: PointerEvent, paper: HTMLElement) => {
  const box = paper.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
};
