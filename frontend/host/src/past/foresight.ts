/**
 * Which of the events that are to be taken back will stay, as far as a page can tell: the server leaves a thing that
 * has another value by now. Pure; what really stayed is in the server's answer.
 */
import { byOrder, type Line } from './lines.ts';

type Event = Pick<Line, 'of' | 'rev' | 'at' | 'type' | 'data' | 'by'>;

const LASTING = /^(created|deleted|restored|layout-saved|comment-|member-|link-|seeded)|^notes\./;
/** Nobody takes it back. */
export const isLasting = ({ type }: Pick<Event, 'type'>): boolean => LASTING.test(type);

/** The things that an event sets. */
export function thingsOf({ of, type, data }: Pick<Event, 'of' | 'type' | 'data'>): readonly string[] {
  const widget = typeof data.widget === 'string' ? data.widget : '';
  switch (type) {
    case 'widget-added':
    case 'widget-removed':
    case 'widget-restored':
      return [`presence ${widget}`];
    case 'widget-moved':
    case 'widget-resized':
    case 'widget-locked':
    case 'widget-raised':
    case 'widget-renamed':
    case 'widget-upgraded':
      return [`${type} ${widget}`];
    case 'layout-loaded':
    case 'layout-reverted':
      return Object.keys(objectAt(data.places)).flatMap((id) => [
        `widget-moved ${id}`,
        `widget-resized ${id}`,
      ]);
    case 'screen-arranged':
      return Object.keys(objectAt(data.places)).map((id) => `${String(data.screen)} ${id}`);
    case 'state-patched':
      return Object.keys(objectAt(data.patch)).map((key) => `${of} state ${key}`);
    case 'renamed':
    case 'grid-configured':
    case 'configured':
      return [`${of} ${type}`];
    default:
      return typeof data.id === 'string' ? [`${of} ${data.id}`] : [];
  }
}
const objectAt = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

export interface Stays {
  readonly event: Event;
  /** Who has changed it since; undefined when nobody can take such a thing back. */
  readonly by: string | undefined;
}

/** @param later all that happened after the first of them, theirs among it */
export function staying(taken: readonly Event[], later: readonly Event[]): Stays[] {
  const ours = new Set(taken.map(({ of, rev }) => `${of} ${rev}`));
  const newest = new Map<string, Event>();
  for (const event of [...later].sort((a, b) => byOrder(a as Line, b as Line)))
    if (!ours.has(`${event.of} ${event.rev}`)) for (const thing of thingsOf(event)) newest.set(thing, event);
  return taken.flatMap<Stays>((event) => {
    if (isLasting(event)) return [{ event, by: undefined }];
    const other = thingsOf(event)
      .map((thing) => newest.get(thing))
      .find((one) => one && byOrder(one as Line, event as Line) > 0);
    return other ? [{ event, by: other.by }] : [];
  });
}
