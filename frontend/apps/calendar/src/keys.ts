/** What keys do to an event: the way for those who drag nothing. */
import type { KeyboardEvent } from 'react';
import { STEP } from './constants.ts';
import { DAY } from './dates.ts';
import { isBar, type Shown } from './occurrences.ts';

export interface EventActions {
  open(shown: Shown): void;
  remove(shown: Shown): void;
  place(shown: Shown, from: number, to: number): void;
}

/** Shift and arrows move; with Alt they stretch. For a screen reader: `aria-keyshortcuts`. */
export const SHORTCUTS = 'E Delete Shift+ArrowLeft Shift+ArrowRight Shift+ArrowUp Shift+ArrowDown';

/** True when the key was for the event. */
export function eventKey(
  event: KeyboardEvent,
  shown: Shown,
  actions: EventActions,
  readOnly: boolean,
): boolean {
  const done = () => {
    event.preventDefault();
    event.stopPropagation(); // for the event, not the widget
    return true;
  };
  if (event.key === 'e' || event.key === 'E') {
    actions.open(shown);
    return done();
  }
  if (readOnly) return false;
  if (event.key === 'Delete' || event.key === 'Backspace') {
    actions.remove(shown);
    return done();
  }
  if (!event.shiftKey) return false;
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const upDown = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const by = sideways ? sideways * DAY : upDown ? upDown * (isBar(shown) ? 7 * DAY : STEP) : 0;
  if (by === 0) return false;
  const least = isBar(shown) ? DAY : STEP;
  if (event.altKey) actions.place(shown, shown.from, Math.max(shown.from + least, shown.to + by));
  else actions.place(shown, shown.from + by, shown.to + by);
  return done();
}

/** The day to which an arrow key leads, in a grid of weeks. */
export function dayKey(key: string): number {
  return { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[key] ?? 0;
}
