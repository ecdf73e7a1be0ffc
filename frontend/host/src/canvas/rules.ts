/**
 * What canvas events do to a canvas: the same cases as `gesso.cluster.canvas.Canvas.evolve` in Java, for live
 * and for replay. Pure and total: an event that names an unknown widget changes nothing. Not here: what people
 * may do (the server decides) and what they are about to do (predict.ts).
 */
import type {
  CanvasEvent,
  CanvasView,
  Grid,
  LayoutView,
  Place,
  Position,
  Role,
  Screen,
  WidgetView,
} from '@gesso/sdk/protocol';
import { timeOf } from '@gesso/sdk/protocol';
import { type Comments, evolveComments } from './comments.ts';
import { shown } from './layout.ts';

export type { CanvasEvent } from '@gesso/sdk/protocol';

type ScreenArranged = Extract<CanvasEvent, { type: 'screen-arranged' }>['data'];

/** A widget's place on the canvas as it was chosen; where it is shown follows from all of them. */
export type Placed = Omit<WidgetView, 'position'>;
export interface Canvas {
  id: string;
  title: string;
  grid: Grid;
  widgets: ReadonlyMap<string, Placed>;
  /** Taken off the canvas, in the order of their going. */
  removed: ReadonlyMap<string, Placed>;
  layouts: readonly LayoutView[];
  members: ReadonlyMap<string, { role: Role; name?: string }>;
  comments: Comments;
  /** What it is a fork of. */
  from?: CanvasView['from'];
  deleted: boolean;
}

/** Who and when of an event. */
export interface Stamp {
  by: string;
  at: number;
}

const KNOWN: Record<CanvasEvent['type'], true> = {
  created: true,
  renamed: true,
  'grid-configured': true,
  'widget-added': true,
  'widget-moved': true,
  'widget-resized': true,
  'widget-removed': true,
  'widget-restored': true,
  'widget-locked': true,
  'widget-raised': true,
  'widget-renamed': true,
  'widget-upgraded': true,
  'screen-arranged': true,
  'layout-saved': true,
  'layout-loaded': true,
  'layout-reverted': true,
  'comment-added': true,
  'comment-edited': true,
  'comment-resolved': true,
  'comment-removed': true,
  'comment-restored': true,
  'member-joined': true,
  'member-role-changed': true,
  'member-removed': true,
  'link-created': true,
  'link-revoked': true,
  deleted: true,
  restored: true,
};
/** False for what a newer server sends: the page then asks for the state instead of folding. */
export const isCanvasEvent = (event: { type: string; data: unknown }): event is CanvasEvent =>
  Object.hasOwn(KNOWN, event.type);

function assertNever(event: never): never {
  throw new Error(`no case for ${JSON.stringify(event)}`);
}

export const emptyCanvas = (id: string): Canvas => ({
  id,
  title: '',
  grid: { columns: 12, rowHeight: 72, gap: 24, collision: 'push' },
  widgets: new Map(),
  removed: new Map(),
  layouts: [],
  members: new Map(),
  comments: new Map(),
  deleted: false,
});

const put = <V>(map: ReadonlyMap<string, V>, key: string, value: V): ReadonlyMap<string, V> =>
  new Map(map).set(key, value);
const without = <V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> => {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
};
const change = (canvas: Canvas, id: string, changes: Partial<Placed>): Canvas => {
  const widget = canvas.widgets.get(id);
  if (widget) return { ...canvas, widgets: put(canvas.widgets, id, { ...widget, ...changes }) };
  const gone = canvas.removed.get(id);
  return gone ? { ...canvas, removed: put(canvas.removed, id, { ...gone, ...changes }) } : canvas;
};
const remove = (canvas: Canvas, id: string): Canvas => {
  const widget = canvas.widgets.get(id);
  if (!widget) return canvas;
  return { ...canvas, widgets: without(canvas.widgets, id), removed: put(canvas.removed, id, widget) };
};
const restore = (canvas: Canvas, id: string): Canvas => {
  const widget = canvas.removed.get(id);
  if (!widget) return canvas;
  return { ...canvas, widgets: put(canvas.widgets, id, widget), removed: without(canvas.removed, id) };
};
const place = (canvas: Canvas, places: Record<string, Place>): Canvas =>
  Object.entries(places).reduce(
    (so, [id, { position, size }]) => change(so, id, { wanted: position, size }),
    canvas,
  );

/** Who is in `was` alone follows the desktop again. */
function arrange(canvas: Canvas, { screen, places: to, was }: ScreenArranged): Canvas {
  const widgets = new Map(canvas.widgets);
  const removed = new Map(canvas.removed);
  for (const id of new Set([...Object.keys(to), ...Object.keys(was)])) {
    const there = widgets.has(id) ? widgets : removed;
    const widget = there.get(id);
    if (widget) there.set(id, onScreen(widget, screen, to[id]));
  }
  return { ...canvas, widgets, removed };
}
function onScreen({ screens, ...rest }: Placed, screen: Screen, place: Place | undefined): Placed {
  const { [screen]: _before, ...others } = screens ?? {};
  const now = place ? { ...others, [screen]: place } : others;
  return Object.keys(now).length > 0 ? { ...rest, screens: now } : rest;
}

/** Arrangements kept without being asked; the oldest one goes first. */
const LAYOUTS_KEPT = 10;
const keep = (canvas: Canvas, id: string, name: string, kept: boolean, stamp: Stamp): Canvas => {
  const layouts = [
    ...canvas.layouts.filter((one) => one.id !== id),
    { id, name, by: stamp.by, at: timeOf(stamp.at), kept },
  ];
  const unasked = layouts.filter((one) => one.kept);
  const forgotten = unasked.length > LAYOUTS_KEPT ? unasked[0] : undefined;
  return { ...canvas, layouts: layouts.filter((one) => one !== forgotten) };
};

export function evolve(canvas: Canvas, event: CanvasEvent, stamp: Stamp): Canvas {
  switch (event.type) {
    case 'created':
      return {
        ...canvas,
        title: event.data.title,
        grid: event.data.grid,
        ...(event.data.from && { from: event.data.from }),
        members: put(canvas.members, stamp.by, { ...canvas.members.get(stamp.by), role: 'owner' }),
      };
    case 'renamed':
      return { ...canvas, title: event.data.title };
    case 'grid-configured':
      return { ...canvas, grid: event.data.grid };
    case 'widget-added': {
      const { widget: id, position: wanted, config: _config, pushed: _pushed, ...rest } = event.data;
      const widget: Placed = { ...rest, id, wanted, locked: false };
      return { ...canvas, widgets: put(canvas.widgets, id, widget), removed: without(canvas.removed, id) };
    }
    case 'widget-moved':
      return change(canvas, event.data.widget, { wanted: event.data.position });
    case 'widget-resized':
      return change(canvas, event.data.widget, { size: event.data.size });
    case 'widget-removed':
      return remove(canvas, event.data.widget);
    case 'widget-restored':
      return change(restore(canvas, event.data.widget), event.data.widget, { wanted: event.data.position });
    case 'widget-locked': {
      // Locking holds a pushed widget where it is shown.
      const { widget, locked, position } = event.data;
      return change(canvas, widget, position ? { locked, wanted: position } : { locked });
    }
    case 'widget-raised':
      return change(canvas, event.data.widget, { z: event.data.z });
    case 'widget-renamed':
      return change(canvas, event.data.widget, { title: event.data.title });
    case 'widget-upgraded': {
      const { widget, appVersion, min, max } = event.data;
      return change(canvas, widget, { appVersion, min, max });
    }
    case 'screen-arranged':
      return arrange(canvas, event.data);
    case 'layout-saved':
      return keep(canvas, event.data.layout, event.data.name, false, stamp);
    case 'layout-loaded': {
      const { places: to, restored, saved } = event.data;
      const loaded = place(restored.reduce(restore, canvas), to);
      return saved ? keep(loaded, saved.layout, saved.name, true, stamp) : loaded;
    }
    case 'layout-reverted':
      return event.data.removed.reduce(remove, place(canvas, event.data.places));
    case 'comment-added':
    case 'comment-edited':
    case 'comment-resolved':
    case 'comment-removed':
    case 'comment-restored':
      return { ...canvas, comments: evolveComments(canvas.comments, event, stamp) };
    case 'member-joined':
    case 'member-role-changed': {
      const { user, role } = event.data;
      return { ...canvas, members: put(canvas.members, user, { ...canvas.members.get(user), role }) };
    }
    case 'member-removed':
      return { ...canvas, members: without(canvas.members, event.data.user) };
    case 'link-created':
    case 'link-revoked':
      return canvas;
    case 'deleted':
      return { ...canvas, deleted: true };
    case 'restored':
      return { ...canvas, deleted: false };
    default:
      return assertNever(event);
  }
}

/** Where every widget is shown. */
export const places = (canvas: Canvas): Map<string, Position> =>
  shown(
    [...canvas.widgets.values()].map(({ id, wanted, size, locked }) => ({
      id,
      position: wanted,
      size,
      locked,
    })),
    canvas.grid,
  );

const placedOf = ({ position: _shown, ...rest }: WidgetView): Placed => rest;

/** A canvas from the view that a `state` frame carries. */
export const canvasOf = (view: CanvasView): Canvas => ({
  id: view.id,
  title: view.title,
  grid: view.grid,
  widgets: new Map(view.widgets.map((widget) => [widget.id, placedOf(widget)])),
  removed: new Map(view.removed.map((widget) => [widget.id, placedOf(widget)])),
  layouts: view.layouts,
  members: new Map(
    view.members.map(({ user, role, name }) => [user, name === undefined ? { role } : { role, name }]),
  ),
  ...(view.from && { from: view.from }),
  // A server of the release before knows no comments.
  comments: new Map((view.comments ?? []).map((comment) => [comment.id, comment])),
  deleted: false,
});
