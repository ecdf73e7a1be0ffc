/** What is different between two instants of a canvas, and in how many words it can be told. Pure. */
import type { Place, WidgetState } from '@gesso/sdk/protocol';
import type { Canvas } from '../canvas/rules.ts';
import { arrangedAt, type Breakpoint } from '../canvas/screens.ts';
import { byOrder, type Line } from './lines.ts';

/** A canvas at an instant, of the past or of now. */
export interface Sight {
  readonly canvas: Canvas;
  widget(id: string): WidgetState | undefined;
}
export type Change =
  /** There now, not before. */
  | { readonly kind: 'added'; readonly widget: string; readonly title: string; readonly place: Place }
  /** There before, not now. */
  | { readonly kind: 'removed'; readonly widget: string; readonly title: string; readonly place: Place }
  | {
      readonly kind: 'changed';
      readonly widget: string;
      readonly title: string;
      readonly place: Place;
      /** Where it was, when it was elsewhere or of another size. */
      readonly from: Place | undefined;
      /** How it was called before. */
      readonly called: string | undefined;
      readonly version: boolean;
      /** What the app keeps, or how it is set, is another. */
      readonly content: boolean;
    };
export interface Difference {
  readonly changes: readonly Change[];
  /** The canvas's title before, when it was another. */
  readonly title: string | undefined;
  readonly grid: boolean;
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** From one instant to another, as this screen shows them. */
export function difference(before: Sight, after: Sight, at: Breakpoint): Difference {
  const was = arrangedAt(before.canvas, at).places;
  const is = arrangedAt(after.canvas, at).places;
  const changes: Change[] = [];
  for (const { id, title } of before.canvas.widgets.values()) {
    const place = was.get(id);
    if (place && !after.canvas.widgets.has(id)) changes.push({ kind: 'removed', widget: id, title, place });
  }
  for (const widget of after.canvas.widgets.values()) {
    const { id, title } = widget;
    const place = is.get(id);
    if (!place) continue;
    const old = before.canvas.widgets.get(id);
    if (!old) {
      changes.push({ kind: 'added', widget: id, title, place });
      continue;
    }
    const from = was.get(id);
    const moved = from && !same(from, place) ? from : undefined;
    const called = old.title === title ? undefined : old.title;
    const version = old.appVersion !== widget.appVersion;
    const content = !sameInside(before.widget(id), after.widget(id));
    if (moved || called !== undefined || version || content)
      changes.push({ kind: 'changed', widget: id, title, place, from: moved, called, version, content });
  }
  return {
    changes,
    title: before.canvas.title === after.canvas.title ? undefined : before.canvas.title,
    grid: !same(before.canvas.grid, after.canvas.grid),
  };
}

function sameInside(before: WidgetState | undefined, after: WidgetState | undefined): boolean {
  if (before === after || !before || !after) return true;
  return sameValue(before.state, after.state) && sameValue(before.config, after.config);
}

/** As JSON, in whatever order its keys came. */
function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) =>
        Object.hasOwn(b, key) &&
        sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  );
}

/** What events come to, each thing once however often it was touched. */
export type Tally = Readonly<Partial<Record<Counted, number>>>;
export type Counted =
  | 'widgetsAdded'
  | 'widgetsRemoved'
  | 'widgetsMoved'
  | 'todosAdded'
  | 'todosDone'
  | 'messages'
  | 'eventsAdded'
  | 'eventsChanged'
  | 'notes'
  | 'comments'
  | 'joined'
  | 'other';

const KINDS: Readonly<Record<string, Counted>> = {
  'widget-added': 'widgetsAdded',
  'widget-restored': 'widgetsAdded',
  'widget-removed': 'widgetsRemoved',
  'widget-moved': 'widgetsMoved',
  'widget-resized': 'widgetsMoved',
  'todo.created': 'todosAdded',
  'todo.toggled': 'todosDone',
  'todo.ticked': 'todosDone',
  'chat.posted': 'messages',
  'calendar.created': 'eventsAdded',
  'calendar.moved': 'eventsChanged',
  'calendar.edited': 'eventsChanged',
  'notes.updated': 'notes',
  'notes.compacted': 'notes',
  'comment-added': 'comments',
  'member-joined': 'joined',
};

export function tallyOf(lines: readonly Line[]): Tally {
  const touched = new Map<Counted, Set<string>>();
  const note = (kind: Counted, what: string) => touched.set(kind, (touched.get(kind) ?? new Set()).add(what));
  for (const line of [...lines].sort(byOrder)) {
    const kind = KINDS[line.type] ?? 'other';
    for (const what of thingsOf(line, kind)) {
      const undone = kind === 'todosDone' && line.data.done === false;
      // Who came and went again is no news.
      const opposite =
        kind === 'widgetsRemoved' ? 'widgetsAdded' : kind === 'widgetsAdded' ? 'widgetsRemoved' : undefined;
      if (undone) touched.get(kind)?.delete(what);
      else if (!opposite || !touched.get(opposite)?.delete(what)) note(kind, what);
    }
  }
  const order: Counted[] = [
    'widgetsAdded',
    'widgetsRemoved',
    'todosDone',
    'todosAdded',
    'messages',
    'eventsAdded',
    'eventsChanged',
    'notes',
    'comments',
    'widgetsMoved',
    'joined',
    'other',
  ];
  return Object.fromEntries(
    order.flatMap((kind) => {
      const n = touched.get(kind)?.size ?? 0;
      return n > 0 ? [[kind, n]] : [];
    }),
  );
}

/** The things that an event is about. */
function thingsOf({ of, rev, type, data }: Line, kind: Counted): readonly string[] {
  if (kind === 'other') return [`${of} ${rev}`];
  if (kind === 'notes') return [of];
  if (type === 'todo.ticked' && Array.isArray(data.ids)) return data.ids.map((id) => `${of} ${id}`);
  for (const key of ['widget', 'id', 'comment', 'user']) {
    const id = data[key];
    if (typeof id === 'string') return [`${of} ${id}`];
  }
  return [`${of} ${rev}`];
}
