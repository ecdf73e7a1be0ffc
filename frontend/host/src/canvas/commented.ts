/** What an own command about a comment will most likely do; see predict.ts. */
import type { JsonObject } from '@gesso/sdk/protocol';
import type { Canvas, CanvasEvent, Stamp } from './rules.ts';

const MENTION = /<@([a-z0-9-]{1,64})>/g;

/** Members whom a text names, once each. */
export const mentionsIn = (text: string, members: Canvas['members']): string[] => [
  ...new Set([...text.matchAll(MENTION)].map(([, id = '']) => id).filter((id) => members.has(id))),
];

export function commented(canvas: Canvas, name: string, data: JsonObject, stamp: Stamp): CanvasEvent[] {
  const comment = typeof data.comment === 'string' ? data.comment : '';
  const known = canvas.comments.get(comment);
  const text = typeof data.text === 'string' ? data.text : undefined;
  switch (name) {
    case 'comment':
      return known || comment === '' || text === undefined ? [] : said(canvas, comment, text, data, stamp);
    case 'edit-comment': {
      if (!known) return [];
      const events: CanvasEvent[] = [];
      if (text !== undefined && text !== known.text)
        events.push({
          type: 'comment-edited',
          data: { comment, text, mentions: mentionsIn(text, canvas.members), was: known.text },
        });
      if (typeof data.resolved === 'boolean' && data.resolved !== known.resolved)
        events.push({ type: 'comment-resolved', data: { comment, resolved: data.resolved } });
      return events;
    }
    default:
      return known && !known.removed ? [{ type: 'comment-removed', data: { comment } }] : [];
  }
}

/** An answer joins the thread of what it answers, on the same widget. */
function said(canvas: Canvas, comment: string, text: string, data: JsonObject, stamp: Stamp): CanvasEvent[] {
  const answered = typeof data.parent === 'string' ? canvas.comments.get(data.parent) : undefined;
  if (data.parent !== undefined && !answered) return [];
  const widget = answered ? answered.widget : typeof data.widget === 'string' ? data.widget : undefined;
  return [
    {
      type: 'comment-added',
      data: {
        comment,
        text,
        mentions: mentionsIn(text, canvas.members),
        ...(widget === undefined ? {} : { widget }),
        ...(answered ? { parent: answered.parent ?? answered.id } : {}),
        about: stamp.at,
        answers: [],
      },
    },
  ];
}
