import { MINUTE } from './dates.ts';
import type { CalendarConfig, View } from './types.ts';

export {
  DAYS_MAX,
  EVENTS_MAX,
  LOCATION_MAX,
  NOTES_MAX,
  SERIES_DAYS_MAX,
  TITLE_MAX,
  YEAR_MAX,
  YEAR_MIN,
} from './generated/calendar.ts';

/** How long a change can be taken back from the line at the foot. */
export const UNDO_MILLIS = 8_000;
export const DEFAULTS: CalendarConfig = {
  view: 'month',
  weekStart: 'auto',
  zone: '',
  dayStart: 8,
  dayEnd: 18,
  density: 'comfortable',
};
export const VIEWS: readonly View[] = ['month', 'week', 'agenda'];
/** The first is what an event without a colour has; the names are the backend's. */
export const COLOURS = ['blue', 'green', 'amber', 'red', 'violet', 'teal', 'grey'] as const;
/** What a drag and the arrow keys move by. */
export const STEP = 15 * MINUTE;
/** Days that the agenda shows at first, and more with each press of a button. */
export const AGENDA_DAYS = 60;
export const AGENDA_DAYS_MAX = 366;
/** Cells below which there is room for a list alone. */
export const SMALL = { w: 3, h: 3 };
/** Characters of JSON in one import command: a frame holds 64 KiB. */
export const IMPORT_CHARS = 20_000;
