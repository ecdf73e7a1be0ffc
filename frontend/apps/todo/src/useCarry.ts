/** Carrying an item to another place with a pointer, mouse or finger. Not here: where it goes in the order. */
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';

export interface Carried {
  id: string;
  /** Index among the other shown items where it would be put. */
  to: number;
}

export function useCarry(
  list: RefObject<HTMLElement | null>,
  drop: (carried: Carried) => void,
): [Carried | undefined, (id: string, event: PointerEvent<HTMLElement>) => void] {
  const [carried, setCarried] = useState<Carried>();
  const release = useRef<() => void>(undefined);
  // The list may be another one by the time the item is put down.
  const latest = useRef(drop);
  latest.current = drop;
  useEffect(() => () => release.current?.(), []);

  const begin = (id: string, event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation(); // carries the item, not the widget
    if (release.current) return; // one item at a time: a second finger carries nothing
    const { currentTarget: grip, pointerId } = event;
    grip.setPointerCapture?.(pointerId);
    let now: Carried | undefined;
    const move = (moved: globalThis.PointerEvent) => {
      if (moved.pointerId !== pointerId) return;
      const others = [...(list.current?.querySelectorAll<HTMLElement>('[data-id]') ?? [])].filter(
        (item) => item.dataset.id !== id,
      );
      const to = others.filter((item) => {
        const { top, height } = item.getBoundingClientRect();
        return moved.clientY > top + height / 2;
      }).length;
      if (now?.to === to) return;
      now = { id, to };
      setCarried(now);
    };
    const end = (keep: boolean) => {
      release.current?.();
      setCarried(undefined);
      if (keep && now) latest.current(now);
    };
    const up = (lifted: globalThis.PointerEvent) => lifted.pointerId === pointerId && end(true);
    const cancel = (lost: globalThis.PointerEvent) => lost.pointerId === pointerId && end(false);
    const key = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape') return;
      pressed.stopPropagation();
      end(false);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', cancel);
    window.addEventListener('keydown', key, true);
    release.current = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', cancel);
      window.removeEventListener('keydown', key, true);
      release.current = undefined;
    };
  };
  return [carried, begin];
}
