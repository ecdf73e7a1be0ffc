/**
 * What an own command will most likely do, shown at once and taken back when the server decides otherwise.
 * Guesses are idempotent: applied to a state that has them already they change nothing. Not here: refusals.
 */
import type { AppManifest } from '@gesso/sdk';
import type { Grid, JsonObject, Place, Position, Screen, Size } from '@gesso/sdk/protocol';
import { commented } from './commented.ts';
import { overlaps } from './layout.ts';
import { type Canvas, type CanvasEvent, evolve, type Placed, places, type Stamp } from './rules.ts';
import { columnsOn } from './screens.ts';

export interface Command {
  do: string;
  data: JsonObject;
}
export type AppLookup = (
  appId: string,
) => Pick<AppManifest, 'title' | 'version' | 'sizes' | 'backend'> | undefined;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
/** Removed ones count: they may come back. */
const top = ({ widgets, removed }: Canvas): number =>
  Math.max(0, ...[...widgets.values(), ...removed.values()].map((w) => w.z));

export function predict(canvas: Canvas, command: Command, stamp: Stamp, app: AppLookup): Canvas {
  const events = guess(canvas, command, app, stamp);
  const after = events.reduce((so, event) => evolve(so, event, stamp), canvas);
  return events.length > 0 && after.grid.collision === 'reject' && clashes(after) ? canvas : after;
}

/** Under `reject` the server refuses what overlaps: then nothing is shown ahead. */
function clashes(canvas: Canvas): boolean {
  const shownAt = places(canvas);
  const all = [...canvas.widgets.values()].map((w) => ({
    position: shownAt.get(w.id) ?? w.wanted,
    size: w.size,
  }));
  return all.some((one, i) => all.some((other, j) => j > i && overlaps(one, other)));
}

function guess(canvas: Canvas, { do: name, data }: Command, app: AppLookup, stamp: Stamp): CanvasEvent[] {
  const id = typeof data.widget === 'string' ? data.widget : '';
  const widget = canvas.widgets.get(id);
  switch (name) {
    case 'rename':
      return [{ type: 'renamed', data: { title: String(data.title), was: canvas.title } }];
    case 'configure-grid': {
      const grid: Grid = { ...canvas.grid, ...(data as Partial<Grid>) };
      return same(grid, canvas.grid) ? [] : [{ type: 'grid-configured', data: { grid, was: canvas.grid } }];
    }
    case 'add-widget':
      return widget || canvas.removed.has(id) ? [] : added(canvas, id, data, app);
    case 'restore-widget': {
      const gone = canvas.removed.get(id);
      return gone ? [{ type: 'widget-restored', data: { widget: id, position: gone.wanted } }] : [];
    }
    case 'arrange-screen':
      return arranged(canvas, data.screen as Screen, data.places as unknown as Record<string, Place>);
    case 'reset-screen':
      return reset(canvas, data.screen as Screen, id);
    case 'comment':
    case 'edit-comment':
    case 'remove-comment':
      return commented(canvas, name, data, stamp);
    default:
      if (!widget) return [];
      return name === 'upgrade-widget' ? upgraded(widget, data, app) : changed(canvas, widget, name, data);
  }
}

/** Locking holds a pushed widget where it is shown. */
function locked(canvas: Canvas, { id, wanted, locked: before }: Placed, now: boolean): CanvasEvent[] {
  if (before === now) return [];
  const position = now ? (places(canvas).get(id) ?? wanted) : wanted;
  const moves = !same(position, wanted);
  return [
    {
      type: 'widget-locked',
      data: { widget: id, locked: now, ...(moves ? { position, from: wanted } : {}) },
    },
  ];
}

const HELD_BY_LOCK: ReadonlySet<string> = new Set(['move-widget', 'resize-widget', 'remove-widget']);

function added(canvas: Canvas, id: string, data: JsonObject, app: AppLookup): CanvasEvent[] {
  const appId = String(data.appId);
  const known = app(appId);
  if (!known || id === '') return [];
  const { sizes, title, version, backend } = known;
  return [
    {
      type: 'widget-added',
      data: {
        widget: id,
        appId,
        appVersion: version,
        backend: backend ?? '',
        title,
        position: data.position as unknown as Position,
        size: (data.size as unknown as Size | undefined) ?? sizes.default,
        min: sizes.min,
        max: sizes.max,
        z: top(canvas) + 1,
      },
    },
  ];
}

/** Only to the version that the page knows the limits of. */
function upgraded(widget: Placed, data: JsonObject, app: AppLookup): CanvasEvent[] {
  const { id, appId, appVersion, min, max } = widget;
  const known = app(appId);
  if (!known || known.version !== data.version || known.version === appVersion) return [];
  const { sizes, version } = known;
  return [
    {
      type: 'widget-upgraded',
      data: {
        widget: id,
        appVersion: version,
        min: sizes.min,
        max: sizes.max,
        was: { appVersion, min, max },
      },
    },
  ];
}

function arranged(canvas: Canvas, screen: Screen, to: Record<string, Place>): CanvasEvent[] {
  const places: Record<string, Place> = {};
  const was: Record<string, Place> = {};
  for (const [id, place] of Object.entries(to)) {
    const widget = canvas.widgets.get(id);
    const before = widget?.screens?.[screen];
    if (!widget || (before && same(before, place))) continue;
    places[id] = place;
    if (before) was[id] = before;
  }
  return Object.keys(places).length > 0 ? [{ type: 'screen-arranged', data: { screen, places, was } }] : [];
}

function reset(canvas: Canvas, screen: Screen, only: string): CanvasEvent[] {
  const was: Record<string, Place> = {};
  for (const { id, locked, screens } of canvas.widgets.values()) {
    const before = screens?.[screen];
    if (before && !(locked && screen === 'tablet') && (only === '' || only === id)) was[id] = before;
  }
  return Object.keys(was).length > 0 ? [{ type: 'screen-arranged', data: { screen, places: {}, was } }] : [];
}

/** One widget on a smaller screen; what was never placed there comes from the desktop. */
function onScreen(canvas: Canvas, widget: Placed, screen: Screen, data: JsonObject): CanvasEvent[] {
  const columns = columnsOn(screen, canvas.grid);
  const { position, size } = widget.screens?.[screen] ?? { position: widget.wanted, size: widget.size };
  const w = Math.min(size.w, columns);
  const place: Place = {
    position: (data.position as unknown as Position | undefined) ?? {
      x: Math.min(position.x, columns - w),
      y: position.y,
    },
    size: (data.size as unknown as Size | undefined) ?? { w, h: size.h },
  };
  return arranged(canvas, screen, { [widget.id]: place });
}

function changed(canvas: Canvas, widget: Placed, name: string, data: JsonObject): CanvasEvent[] {
  const { id } = widget;
  if (typeof data.screen === 'string') return onScreen(canvas, widget, data.screen as Screen, data);
  if (widget.locked && HELD_BY_LOCK.has(name)) return [];
  switch (name) {
    case 'move-widget':
      return [
        {
          type: 'widget-moved',
          data: { widget: id, position: data.position as unknown as Position, from: widget.wanted },
        },
      ];
    case 'resize-widget':
      return [
        {
          type: 'widget-resized',
          data: { widget: id, size: data.size as unknown as Size, from: widget.size },
        },
      ];
    case 'remove-widget':
      return [{ type: 'widget-removed', data: { widget: id } }];
    case 'lock-widget':
      return locked(canvas, widget, data.locked === true);
    case 'raise-widget':
      return [...canvas.widgets.values()].every((other) => other === widget || other.z < widget.z)
        ? []
        : [{ type: 'widget-raised', data: { widget: id, z: top(canvas) + 1, was: widget.z } }];
    case 'rename-widget':
      return [{ type: 'widget-renamed', data: { widget: id, title: String(data.title), was: widget.title } }];
    default:
      return [];
  }
}
