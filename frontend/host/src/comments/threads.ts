/** Comments as conversations. Pure; computed once for each list of comments, whoever asks. */
import type { CommentView } from '@gesso/sdk/protocol';

export interface Thread {
  readonly start: CommentView;
  readonly answers: readonly CommentView[];
  /** When it was last written to, Unix milliseconds. */
  readonly last: number;
}

interface Sorted {
  readonly threads: readonly Thread[];
  /** Open threads by widget. */
  readonly open: ReadonlyMap<string, number>;
  readonly newest: ReadonlyMap<string, number>;
}

const sorted = new WeakMap<readonly CommentView[], Sorted>();

function sort(comments: readonly CommentView[]): Sorted {
  const known = sorted.get(comments);
  if (known) return known;
  const answers = new Map<string, CommentView[]>();
  for (const one of comments)
    if (one.parent !== undefined) answers.set(one.parent, [...(answers.get(one.parent) ?? []), one]);
  const threads = comments
    .filter((one) => one.parent === undefined)
    .map((start) => {
      const all = answers.get(start.id) ?? [];
      return { start, answers: all, last: Date.parse((all.at(-1) ?? start).createdAt) };
    })
    .sort((a, b) => b.last - a.last);
  const open = new Map<string, number>();
  const newest = new Map<string, number>();
  for (const { start, last } of threads) {
    if (start.widget === undefined || start.resolved) continue;
    open.set(start.widget, (open.get(start.widget) ?? 0) + 1);
    newest.set(start.widget, Math.max(newest.get(start.widget) ?? 0, last));
  }
  const made = { threads, open, newest };
  sorted.set(comments, made);
  return made;
}

/** The one written to last comes first. */
export const threadsOf = (comments: readonly CommentView[]): readonly Thread[] => sort(comments).threads;
export const openOn = (comments: readonly CommentView[], widget: string): number =>
  sort(comments).open.get(widget) ?? 0;

/** How many comments of others came after this person has last looked. */
export const unreadOf = (comments: readonly CommentView[], me: string, seen: number): number =>
  comments.filter((one) => !one.removed && one.by !== me && Date.parse(one.createdAt) > seen).length;
export const threadUnread = ({ start, answers }: Thread, me: string, seen: number): boolean =>
  unreadOf([start, ...answers], me, seen) > 0;
export const newestOf = (comments: readonly CommentView[]): number =>
  comments.reduce((newest, one) => Math.max(newest, Date.parse(one.createdAt)), 0);
