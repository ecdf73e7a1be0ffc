/**
 * Moves and stretches events by pointer. A finger must rest for a moment first, so that it can still scroll. Not
 * here: the keyboard's way (keys.ts), and what a drop means (plan.ts).
 */
import {
  type PointerEvent as ReactPointerEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { STEP } from './constants.ts';
import { DAY } from './dates.ts';
import { isBar, type Shown } from './occurrences.ts';

export type DragKind = 'move' | 'resize';
export interface Preview {
  key: string;
  from: number;
  to: number;
}
interface Gesture {
  shown: Shown;
  kind: DragKind;
  at: number;
  x: number;
  y: number;
  active: boolean;
  last: Preview;
}
/** Pixels that a pointer may tremble. */
const TREMBLE = 4;
const REST_MILLIS = 350;

export interface Drag {
  preview: Preview | undefined;
  grab(event: ReactPointerEvent, shown: Shown, kind: DragKind): void;
  /** True for the click that ends a drag. */
  dragged(): boolean;
}

export function useDrag(parts: {
  disabled: boolean;
  /** Wall milliseconds under a point of the page; days only, in a grid of days. */
  measure(x: number, y: number): number | undefined;
  drop(shown: Shown, from: number, to: number): void;
}): Drag {
  const [preview, setPreview] = useState<Preview>();
  const latest = useRef(parts);
  latest.current = parts;
  const stop = useRef<() => void>(undefined);
  const ended = useRef(0);
  useEffect(() => () => stop.current?.(), []);

  const grab = useCallback((event: ReactPointerEvent, shown: Shown, kind: DragKind) => {
    if (latest.current.disabled || event.button !== 0) return;
    event.stopPropagation(); // moves the event, not the widget
    const at = latest.current.measure(event.clientX, event.clientY);
    if (at === undefined) return;
    const touch = event.pointerType === 'touch';
    const gesture: Gesture = {
      shown,
      kind,
      at,
      x: event.clientX,
      y: event.clientY,
      active: false,
      last: { key: shown.key, from: shown.from, to: shown.to },
    };
    let rested = !touch;
    const timer = touch
      ? setTimeout(() => {
          rested = true;
          gesture.active = true;
          setPreview(gesture.last);
        }, REST_MILLIS)
      : undefined;
    const move = (to: PointerEvent) => {
      const far = Math.hypot(to.clientX - gesture.x, to.clientY - gesture.y) > TREMBLE;
      if (!rested) {
        if (far) finish(false);
        return;
      }
      if (!gesture.active && !far) return;
      gesture.active = true;
      const now = latest.current.measure(to.clientX, to.clientY);
      if (now === undefined) return;
      gesture.last = dragged(gesture, now);
      setPreview(gesture.last);
    };
    const finish = (drop: boolean) => {
      clearTimeout(timer);
      stop.current = undefined;
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', up);
      removeEventListener('pointercancel', cancel);
      removeEventListener('keydown', key, true);
      document.removeEventListener('touchmove', hold);
      setPreview(undefined);
      if (!gesture.active) return;
      ended.current = Date.now();
      const { from, to } = gesture.last;
      if (drop && (from !== shown.from || to !== shown.to)) latest.current.drop(shown, from, to);
    };
    const up = () => finish(true);
    const cancel = () => finish(false);
    const key = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape') return;
      pressed.stopPropagation();
      finish(false);
    };
    const hold = (touched: TouchEvent) => {
      if (gesture.active && touched.cancelable) touched.preventDefault();
    };
    stop.current = cancel;
    addEventListener('pointermove', move);
    addEventListener('pointerup', up);
    addEventListener('pointercancel', cancel);
    addEventListener('keydown', key, true);
    document.addEventListener('touchmove', hold, { passive: false });
  }, []);
  return useMemo(() => ({ preview, grab, dragged: () => Date.now() - ended.current < 50 }), [preview, grab]);
}

function dragged({ shown, kind, at }: Gesture, now: number): Preview {
  const unit = isBar(shown) ? DAY : STEP;
  const by = Math.round((now - at) / unit) * unit;
  if (kind === 'move') return { key: shown.key, from: shown.from + by, to: shown.to + by };
  return { key: shown.key, from: shown.from, to: Math.max(shown.from + unit, shown.to + by) };
}
