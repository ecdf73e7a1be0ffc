/**
 * Days and wall-clock times as text (`2026-12-24`, `2026-12-24T09:00`) and as wall milliseconds: what a clock on
 * a wall shows, counted as if that wall were in UTC. Pure. Not here: zones.
 */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Wall milliseconds of a date or a time; a final Z says nothing about the wall. */
export const wallOf = (text: string): number =>
  Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text.replace(/Z$/, '')}Z`);
export const dayText = (wall: number): string => new Date(wall).toISOString().slice(0, 10);
export const timeText = (wall: number): string => new Date(wall).toISOString().slice(0, 16);
export const clockText = (wall: number): string => new Date(wall).toISOString().slice(11, 16);
export const startOfDay = (wall: number): number => Math.floor(wall / DAY) * DAY;
export const dayOf = (text: string): string => text.slice(0, 10);
export const isDate = (text: string): boolean => text.length === 10;
export const addDays = (day: string, days: number): string => dayText(wallOf(day) + days * DAY);
export const daysBetween = (from: string, to: string): number =>
  Math.round((wallOf(dayOf(to)) - wallOf(dayOf(from))) / DAY);
/** 0 is Sunday. */
export const weekday = (day: string): number => new Date(wallOf(day)).getUTCDay();
/** The same text kind, later by so much of the wall. */
export function later(text: string, wall: number): string {
  const next = wallOf(text) + wall;
  if (isDate(text)) return dayText(next);
  return text.endsWith('Z') ? `${timeText(next)}Z` : timeText(next);
}
export const startOfWeek = (day: string, first: number): string =>
  addDays(day, -((weekday(day) - first + 7) % 7));
export const startOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;
/** The same day of another month, or its last. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dayText(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}
