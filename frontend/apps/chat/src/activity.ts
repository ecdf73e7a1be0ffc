/**
 * What happens in the other apps of the canvas, as quiet lines in the chat. Pure but for the memory of each widget,
 * which outlives its being off the screen. Not here: hearing of it (Widget) and drawing it (ActivityLine).
 */
import type { CanvasEvent } from '@gesso/sdk';
import { ACTIVITY_MAX, JOIN_MILLIS } from './constants.ts';
import type { Activity, Did } from './types.ts';

/** By the last part of a type, so that apps which came later are told of too. */
const DID: Readonly<Record<string, Did>> = {
  created: 'added',
  added: 'added',
  removed: 'removed',
  restored: 'brought back',
  moved: 'moved',
  renamed: 'renamed',
  finished: 'finished',
  voted: 'voted for',
};

/** In words, or undefined for what is not worth a line. */
export function toldOf(event: CanvasEvent, millis: number): Activity | undefined {
  const { type, data, by } = event;
  const dot = type.lastIndexOf('.');
  if (dot < 1 || by === undefined || type.startsWith('chat.')) return undefined;
  const verb = type.slice(dot + 1);
  const did: Did | undefined = /^(toggled|ticked)$/.test(verb)
    ? data.done === true
      ? 'ticked off'
      : 'reopened'
    : DID[verb];
  const about = event.about ?? textIn(data);
  if (did === undefined || about === undefined) return undefined;
  return { id: `${event.source} ${event.at ?? millis} ${verb}`, at: millis, by, did, about, more: 0 };
}

/** What the event itself says that it is about. */
function textIn(data: CanvasEvent['data']): string | undefined {
  for (const key of ['title', 'text', 'name', 'label']) {
    const value = data[key];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return undefined;
}

/** The lines with one more: of the same person and kind, within a minute, as one. */
export function joined(lines: readonly Activity[], next: Activity): readonly Activity[] {
  const last = lines.at(-1);
  const same = last && last.by === next.by && last.did === next.did && next.at - last.at < JOIN_MILLIS;
  if (same && last.about === next.about && last.more === 0) return lines;
  return same
    ? [...lines.slice(0, -1), { ...last, more: last.more + 1 }]
    : [...lines, next].slice(-ACTIVITY_MAX);
}

/** Widgets whose lines are remembered. */
const REMEMBERED_MAX = 20;
const memory = new Map<string, readonly Activity[]>();
export const remembered = (widget: string): readonly Activity[] => memory.get(widget) ?? [];
export function remember(widget: string, lines: readonly Activity[]): void {
  memory.delete(widget);
  memory.set(widget, lines);
  for (const oldest of memory.keys()) if (memory.size > REMEMBERED_MAX) memory.delete(oldest);
}
