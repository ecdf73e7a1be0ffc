import type { Position } from '@gesso/sdk/protocol';

/** To or back by one event, to the present, and play or pause. */
export type PastWish = 'earlier' | 'later' | 'live' | 'play';

/** What a key does on the canvas page. */
export type KeyAction =
  | { readonly do: 'move' | 'resize'; readonly by: Position }
  | { readonly do: 'next' | 'previous' }
  | { readonly do: 'copy' | 'paste' | 'all' }
  | { readonly do: 'past'; readonly to: PastWish }
  | { readonly do: 'zoom'; readonly to: 'in' | 'out' | 'actual' | 'all' | 'selection' }
  | { readonly do: 'enter' | 'leave' | 'remove' | 'duplicate' | 'undo' | 'redo' }
  | { readonly do: 'add' | 'search' | 'help' | 'follow' | 'rename' | 'menu' | 'comment' | 'make' };

/** Where the key was pressed. */
export type KeyPlace = 'frame' | 'inside' | 'field' | 'page';

export interface Key {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

const ARROWS: Readonly<Record<string, Position>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** `!` and `@` are Shift with 1 and 2 on most keyboards. */
const ZOOMS: Readonly<Record<string, 'in' | 'out' | 'actual' | 'all' | 'selection'>> = {
  '+': 'in',
  '=': 'in',
  '-': 'out',
  '0': 'actual',
  '!': 'all',
  '@': 'selection',
  '"': 'selection',
};

/**
 * The whole keyboard of the page in one place. In a text field only Esc is ours; inside an app only Esc
 * and the page's own shortcuts with Ctrl, so that an app can use every other key.
 */
export function actionOf({ key, ctrl, shift, alt }: Key, place: KeyPlace): KeyAction | undefined {
  if (key === 'Escape') return { do: 'leave' };
  if (place === 'field') return undefined;
  // Brackets need Alt on some keyboards.
  if (place !== 'inside' && (key === '[' || key === ']'))
    return { do: 'past', to: key === '[' ? 'earlier' : 'later' };
  if (alt) return undefined;
  const letter = key.toLowerCase();
  if (ctrl) {
    if (letter === 'z') return { do: shift ? 'redo' : 'undo' };
    if (letter === 'y') return { do: 'redo' };
    if (place === 'inside' || shift) return undefined;
    if (letter === 'd') return { do: 'duplicate' };
    if (letter === 'c') return { do: 'copy' };
    if (letter === 'v') return { do: 'paste' };
    if (letter === 'a') return { do: 'all' };
    if (letter === 'f') return { do: 'search' };
    return undefined;
  }
  if (place === 'inside') return undefined;
  if (place === 'frame') {
    const by = ARROWS[key];
    if (by) return { do: shift ? 'resize' : 'move', by };
    if (key === 'Tab') return { do: shift ? 'previous' : 'next' };
    if (key === 'Enter') return { do: 'enter' };
    if (key === 'F2') return { do: 'rename' };
    if (key === 'Delete' || key === 'Backspace') return { do: 'remove' };
    if (key === 'ContextMenu' || (shift && key === 'F10')) return { do: 'menu' };
  }
  const zoom = ZOOMS[key];
  if (zoom) return { do: 'zoom', to: zoom };
  if (key === '?') return { do: 'help' };
  if (key === '/') return { do: 'search' };
  if (letter === 'a' && !shift) return { do: 'add' };
  if (letter === 'c' && !shift) return { do: 'comment' };
  if (letter === 'f' && !shift) return { do: 'follow' };
  if (letter === 'm' && !shift) return { do: 'make' };
  if (letter === 'p' && !shift) return { do: 'past', to: 'play' };
  return undefined;
}

/** Where an element is, for the keys. */
export function placeOf(target: EventTarget | null): KeyPlace {
  if (!(target instanceof Element)) return 'page';
  if (target.closest('input, textarea, select, [contenteditable=""], [contenteditable="true"]'))
    return 'field';
  const frame = target.closest('[data-widget]');
  if (!frame) return 'page';
  return frame === target ? 'frame' : 'inside';
}

const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]:not([tabindex="-1"])';

/** What the keyboard reaches inside an element, in order. */
export function focusables(root: Element | null): HTMLElement[] {
  return root ? [...root.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((one) => one.tabIndex >= 0) : [];
}
