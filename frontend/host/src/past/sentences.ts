/** What events did, in words: who, what, where. */
import { didWhat, eventWords } from '../panels/logWords.ts';
import { canvasState, nameOf } from '../state/index.ts';
import type { Line } from './lines.ts';
import { pastWords } from './words.ts';

type Told = Pick<Line, 'of' | 'type' | 'data' | 'by'>;

export function titleOf(widget: string): string | undefined {
  const { widgets, removed } = canvasState();
  return widgets[widget]?.title ?? removed.find(({ id }) => id === widget)?.title;
}

/** The widget that an event is about. */
export const widgetOf = ({ of, data }: Pick<Told, 'of' | 'data'>): string | undefined =>
  of !== 'canvas' ? of : typeof data.widget === 'string' ? data.widget : undefined;

function quoted({ data }: Told): string {
  for (const key of ['text', 'title', 'name']) {
    const value = data[key];
    if (typeof value === 'string' && value !== '')
      return `“${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`;
  }
  const item = data.item;
  if (item !== null && typeof item === 'object' && !Array.isArray(item) && typeof item.text === 'string')
    return `“${item.text}”`;
  return '';
}

export function sentence(event: Told): string {
  const widget = widgetOf(event);
  const where = widget === undefined ? '' : (titleOf(widget) ?? '');
  const own = quoted(event);
  const rest = [own, own.slice(1, -1) === where ? '' : where].filter(Boolean).join(', ');
  return `${didWhat(event.type, eventWords.now())}${rest ? `: ${rest}` : ''}`;
}
export const who = (user: string): string => nameOf(user) ?? pastWords.now().somebody;

/** Each sentence once, with how often it is true. */
export function grouped(
  events: readonly Told[],
): { readonly text: string; readonly by: string; readonly n: number }[] {
  const lines = new Map<string, { text: string; by: string; n: number }>();
  for (const event of events) {
    const text = sentence(event);
    const line = lines.get(`${event.by} ${text}`) ?? { text, by: event.by, n: 0 };
    line.n++;
    lines.set(`${event.by} ${text}`, line);
  }
  return [...lines.values()];
}
