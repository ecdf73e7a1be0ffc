/** What people set of a calendar, and how a change of a series is meant. */
import type { JsonObject } from '@gesso/sdk';

export type View = 'month' | 'week' | 'agenda';
export type WeekStart = 'auto' | 'monday' | 'saturday' | 'sunday';
export type Density = 'comfortable' | 'compact';
export type CalendarConfig = {
  view: View;
  weekStart: WeekStart;
  /** Zone of new events; empty is that of whoever makes them. */
  zone: string;
  /** Working hours, drawn lighter: full hours, the end not included. */
  dayStart: number;
  dayEnd: number;
  density: Density;
} & JsonObject;

/** Which days of a series a change is meant for. */
export type Scope = 'one' | 'following' | 'all';
