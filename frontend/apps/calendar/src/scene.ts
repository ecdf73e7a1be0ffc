/** What every view is given. */
import type { EventActions } from './keys.ts';
import type { Picture, Shown } from './occurrences.ts';
import type { CalendarConfig } from './types.ts';
import type { Drag } from './useDrag.ts';
import type { Words } from './words.ts';

export interface Scene {
  words: Words;
  locale: string;
  readOnly: boolean;
  config: CalendarConfig;
  /** Where one looks: the wall now, today, the day that has the focus. */
  now: number;
  today: string;
  day: string;
  picture: Picture;
  /** With the event that is being dragged where it would go. */
  shown: readonly Shown[];
  on(day: string): readonly Shown[];
  drag: Drag;
  actions: EventActions & {
    /** `at`: wall milliseconds; a whole day without. */
    add(day: string, at?: number): void;
    /** Gives the focus to a day, and turns to it. */
    turn(day: string): void;
    /** Shows all of one day. */
    list(day: string): void;
  };
  unsaved: ReadonlySet<string>;
}
