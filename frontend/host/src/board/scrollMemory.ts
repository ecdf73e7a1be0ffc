import { type RefObject, useLayoutEffect } from 'react';

/** How far a widget's inside was scrolled when it was taken down, by widget: the way to the element, and pixels. */
const kept = new Map<string, readonly (readonly [path: readonly number[], top: number])[]>();
/** An app that draws later than this starts at its top. */
const PATIENCE_MS = 3_000;

/** An app that is mounted again is scrolled to where it was. */
export function useScrollMemory(widget: string, body: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const root = body.current;
    if (!root) return;
    const wanted = kept.get(widget) ?? [];
    kept.delete(widget);
    const restore = () => wanted.every(([path, top]) => scrolled(at(root, path), top));
    const observer = new MutationObserver(() => {
      if (restore()) observer.disconnect();
    });
    if (!restore()) observer.observe(root, { childList: true, subtree: true });
    const timer = setTimeout(() => observer.disconnect(), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      const places = [...root.querySelectorAll('*')].filter((one) => one.scrollTop > 0);
      if (places.length > 0)
        kept.set(
          widget,
          places.map((one) => [pathOf(root, one), one.scrollTop] as const),
        );
    };
  }, [widget, body]);
}

function scrolled(element: Element | undefined, top: number): boolean {
  if (!element) return false;
  element.scrollTop = top;
  return element.scrollTop > 0;
}

function pathOf(root: Element, element: Element): number[] {
  const path: number[] = [];
  for (let one = element; one !== root && one.parentElement; one = one.parentElement)
    path.unshift([...one.parentElement.children].indexOf(one));
  return path;
}

const at = (root: Element, path: readonly number[]): Element | undefined =>
  path.reduce<Element | undefined>((element, n) => element?.children[n], root);
