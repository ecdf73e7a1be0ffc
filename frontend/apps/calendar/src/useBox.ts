import { type RefObject, useEffect, useState } from 'react';

export interface Box {
  width: number;
  height: number;
}
/** The size of an element's content, live; `guess` until it is known. */
export function useBox(ref: RefObject<HTMLElement | null>, guess: Box): Box {
  const [box, setBox] = useState<Box>();
  useEffect(() => {
    const element = ref.current;
    if (!element || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0)
        setBox((now) => (now?.width === width && now.height === height ? now : { width, height }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return box ?? guess;
}
