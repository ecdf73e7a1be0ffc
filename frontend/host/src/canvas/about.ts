/**
 * What an app's event is about, in the app's own words: so one app can tell in a line what happened in another,
 * without seeing its data. Pure.
 */
import type { JsonObject } from '@gesso/sdk/protocol';

const ABOUT_MOST = 120;
const WORDS = ['title', 'text', 'name'] as const;

/** `state` is the widget's, with the event folded in. */
export function aboutOf(state: JsonObject | undefined, data: JsonObject): string | undefined {
  const [id = data.id, ...more] = Array.isArray(data.ids) ? data.ids : [];
  const words = worded(itemOf(state, id)) ?? worded(data) ?? wordedInside(data);
  return words === undefined || more.length === 0 ? words : `${words} and ${more.length} more`;
}

function itemOf(state: JsonObject | undefined, id: unknown): unknown {
  if (typeof id !== 'string') return undefined;
  for (const list of Object.values(state ?? {})) {
    const item = Array.isArray(list)
      ? (list as unknown[]).find((one) => isObject(one) && one.id === id)
      : undefined;
    if (item !== undefined) return item;
  }
  return undefined;
}

function wordedInside(data: JsonObject): string | undefined {
  for (const value of Object.values(data)) {
    const words = worded(value);
    if (words !== undefined) return words;
  }
  return undefined;
}

function worded(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  for (const key of WORDS) {
    const words = value[key];
    if (typeof words !== 'string' || words.trim() === '') continue;
    const line = words.trim().replace(/\s+/g, ' ');
    return line.length > ABOUT_MOST ? `${line.slice(0, ABOUT_MOST - 1)}…` : line;
  }
  return undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
