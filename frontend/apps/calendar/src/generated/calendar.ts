/**
 * Written from the Java records by a test; do not edit. After a change of the records:
 * mvn test -Dgesso.update=true
 */
import type { JsonObject } from '@gesso/sdk';

export interface Occurrence {
  title: string;
  start: string;
  end: string;
  location?: string;
  notes?: string;
  colour?: string;
}

export interface Deviation {
  on: string;
  as?: Occurrence;
}

export interface Entry {
  id: string;
  title: string;
  start: string;
  end: string;
  allDay: boolean;
  zone?: string;
  rule?: string;
  exceptions: Deviation[];
  location?: string;
  notes?: string;
  colour?: string;
  uid?: string;
  userId: string;
  createdAt: string;
}

export interface Edited {
  id: string;
  set: JsonObject;
  was: JsonObject;
}

export interface Moved {
  id: string;
  set: JsonObject;
  was: JsonObject;
}

export interface Excepted {
  id: string;
  on: string;
  now?: Deviation;
  was?: Deviation;
}

export interface Split {
  id: string;
  set: JsonObject;
  was: JsonObject;
  item: Entry;
}

export interface Joined {
  id: string;
  set: JsonObject;
  was: JsonObject;
  item: Entry;
}

export interface Removed {
  id: string;
  item: Entry;
  index: number;
}

export interface Restored {
  id: string;
  item: Entry;
  index: number;
}

export interface Imported {
  items: Entry[];
}

export interface Withdrawn {
  items: Entry[];
}

export interface CalendarEvents {
  'calendar.created': Entry;
  'calendar.edited': Edited;
  'calendar.moved': Moved;
  'calendar.excepted': Excepted;
  'calendar.split': Split;
  'calendar.joined': Joined;
  'calendar.removed': Removed;
  'calendar.restored': Restored;
  'calendar.imported': Imported;
  'calendar.withdrawn': Withdrawn;
}

export const EVENTS_MAX = 2000;
export const TITLE_MAX = 200;
export const LOCATION_MAX = 200;
export const NOTES_MAX = 4000;
export const UID_MAX = 255;
export const EXCEPTIONS_MAX = 500;
export const IMPORT_MAX = 200;
export const YEAR_MIN = 1900;
export const YEAR_MAX = 2200;
export const DAYS_MAX = 366;
export const SERIES_DAYS_MAX = 31;
