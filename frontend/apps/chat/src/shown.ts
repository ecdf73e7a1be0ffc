/** What is shown of a chat, in which order and grouping. Pure. */
import type { PendingEdit } from '@gesso/sdk';
import { GROUP_MILLIS } from './constants.ts';
import type { Activity, Message } from './types.ts';
import { type Words, wordsOf } from './words.ts';

export type Row =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'new'; key: string }
  | { kind: 'activity'; key: string; activity: Activity }
  | { kind: 'message'; key: string; message: Message; at: number; first: boolean };

export const timeOfMessage = ({ createdAt }: Message): number => Date.parse(createdAt) || 0;

/** The mark beside which new messages begin: when and which the last one was that the person has seen. */
export interface Seen {
  at: number;
  id: string;
}
export const seenOf = (message: Message): Seen => ({ at: timeOfMessage(message), id: message.id });

/** Messages of others after the mark. */
export function unseen(messages: readonly Message[], seen: Seen | undefined, me: string): readonly Message[] {
  if (!seen) return [];
  const index = messages.findLastIndex((message) => message.id === seen.id);
  const after =
    index >= 0 ? messages.slice(index + 1) : messages.filter((one) => timeOfMessage(one) > seen.at);
  return after.filter((message) => message.userId !== me && message.removedBy === undefined);
}

const dayOf = (at: number): string => new Date(at).toDateString();

/** Messages and lines in order of time, with a separator at each new day and one before what is new. */
export function rowsOf(
  messages: readonly Message[],
  activities: readonly Activity[],
  firstNew: string | undefined,
): Row[] {
  const rows: Row[] = [];
  let day = '';
  let before: { user: string; at: number } | undefined;
  let next = 0;
  const dated = (at: number) => {
    if (dayOf(at) === day) return;
    day = dayOf(at);
    before = undefined;
    rows.push({ kind: 'day', key: `day ${day} ${rows.length}`, at });
  };
  const told = (until: number) => {
    for (; next < activities.length; next++) {
      const activity = activities[next];
      if (!activity || activity.at >= until) return;
      dated(activity.at);
      before = undefined;
      rows.push({ kind: 'activity', key: activity.id, activity });
    }
  };
  const begin = messages[0] ? timeOfMessage(messages[0]) : 0;
  while (messages.length > 0 && (activities[next]?.at ?? begin) < begin) next++; // older than what is drawn
  for (const message of messages) {
    const at = timeOfMessage(message);
    told(at);
    dated(at);
    if (message.id === firstNew) {
      rows.push({ kind: 'new', key: 'new' });
      before = undefined;
    }
    const first =
      before?.user !== message.userId || at - before.at > GROUP_MILLIS || message.replyTo !== undefined;
    rows.push({ kind: 'message', key: message.id, message, at, first });
    before = { user: message.userId, at };
  }
  told(Number.POSITIVE_INFINITY);
  return rows;
}

/** Ids of messages with an own edit that is not durable yet. */
export const unsavedIds = (pending: readonly PendingEdit[]): ReadonlySet<string> =>
  new Set(pending.flatMap((edit) => (edit.do.startsWith('chat.') ? [String(edit.data.id)] : [])));

export const initials = (name: string): string => {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')][0] ?? '?';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
};

/** "Today", "Yesterday", or the day itself. */
export function dayText(at: number, now: number, locale: string): string {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);
  if (days === 0) return wordsOf(locale).today;
  if (days === 1) return wordsOf(locale).yesterday;
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at);
}
const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** "Ana is writing", "Ana and Ben are writing", "Several people are writing". */
export function typingText(names: readonly string[], words: Words = wordsOf('en')): string {
  const [first, second] = names;
  if (first === undefined) return '';
  if (second === undefined) return words.isWriting(first);
  return names.length === 2 ? words.areWriting(first, second) : words.manyWriting;
}

/** "You, Ana and 3 more". */
export function listed(names: readonly string[], most = 8, words: Words = wordsOf('en')): string {
  const shown = names.slice(0, most);
  const rest = names.length - shown.length;
  const last = rest > 0 ? words.more(rest) : shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} ${words.and} ${last}`;
}
