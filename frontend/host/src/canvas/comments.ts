/**
 * What canvas events do to its comments: the same cases as `gesso.cluster.canvas.CommentFold` in Java. A removed
 * comment stays, without its text, as long as there are answers to it. Not here: who may say what.
 */
import type { CanvasEvent, CommentView } from '@gesso/sdk/protocol';
import { timeOf } from '@gesso/sdk/protocol';

export type Comments = ReadonlyMap<string, CommentView>;
type CommentEvent = Extract<CanvasEvent, { type: `comment-${string}` }>;

const isAnswered = (comments: Comments, id: string): boolean =>
  [...comments.values()].some((one) => one.parent === id);

export function evolveComments(
  comments: Comments,
  event: CommentEvent,
  stamp: { by: string; at: number },
): Comments {
  const known = comments.get(event.data.comment);
  switch (event.type) {
    case 'comment-added': {
      const { comment: id, about: at, answers: _answers, ...said } = event.data;
      const made = { ...said, id, at, by: stamp.by, createdAt: timeOf(stamp.at) };
      return new Map(comments).set(id, { ...made, resolved: false, removed: false });
    }
    case 'comment-edited': {
      const { text, mentions } = event.data;
      return known ? put(comments, { ...known, text, mentions, editedAt: timeOf(stamp.at) }) : comments;
    }
    case 'comment-resolved': {
      if (!known) return comments;
      const { resolvedBy: _by, resolvedAt: _at, ...open } = known;
      return event.data.resolved
        ? put(comments, { ...known, resolved: true, resolvedBy: stamp.by, resolvedAt: timeOf(stamp.at) })
        : put(comments, { ...open, resolved: false });
    }
    case 'comment-removed':
      return known ? remove(comments, known) : comments;
    case 'comment-restored': {
      const { was } = event.data;
      // Its thread may be there no more on this page: a removed start without answers is kept on the server alone.
      return put(comments, was);
    }
  }
}

const put = (comments: Comments, comment: CommentView): Comments =>
  new Map(comments).set(comment.id, comment);

function remove(comments: Comments, known: CommentView): Comments {
  if (isAnswered(comments, known.id))
    return put(comments, { ...known, text: '', mentions: [], removed: true });
  const rest = new Map(comments);
  rest.delete(known.id);
  const start = known.parent === undefined ? undefined : rest.get(known.parent);
  if (start?.removed && !isAnswered(rest, start.id)) rest.delete(start.id);
  return rest;
}

/** Times without their Z: a second comes before its own fractions. */
const order = (a: CommentView, b: CommentView): number => {
  const [x, y] = [a.createdAt.slice(0, -1), b.createdAt.slice(0, -1)];
  return x < y || (x === y && a.id < b.id) ? -1 : 1;
};

/** In the order of their making. */
export const inOrder = (comments: Comments): CommentView[] => [...comments.values()].sort(order);
