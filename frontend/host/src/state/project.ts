/**
 * From what a live client knows to what is drawn. Keeps every object that did not change, so that a widget
 * renders only for its own changes. Pure.
 */
import type { PendingEdit } from '@gesso/sdk';
import type { Code, JsonObject, Place, WidgetState } from '@gesso/sdk/protocol';
import type { Canvas, Placed } from '../canvas/rules.ts';
import { arrangedAt, type Breakpoint } from '../canvas/screens.ts';
import type { CanvasState, Widget } from './types.ts';

export interface Projected {
  canvas: Canvas;
  breakpoint: Breakpoint;
  widget(id: string): WidgetState | undefined;
  /** Own edits that are not durable, oldest first. */
  unsaved: readonly { id: string; to: string; do: string; data: JsonObject }[];
  refused: ReadonlyMap<string, { n: number; code: Code; detail: string }>;
}
type Drawn = Pick<CanvasState, 'layout' | 'widgets' | 'appConfigs' | 'removed' | 'breakpoint'>;

const NONE: readonly PendingEdit[] = [];

export function project(before: Drawn, now: Projected): Drawn {
  const desktop = arrangedAt(now.canvas, 'desktop').places;
  const here =
    now.breakpoint === 'desktop'
      ? { grid: now.canvas.grid, places: desktop }
      : arrangedAt(now.canvas, now.breakpoint);
  const pending = pendingByWidget(now.unsaved);
  const widgets: Record<string, Widget> = {};
  for (const placed of now.canvas.widgets.values()) {
    const known = before.widgets[placed.id];
    const unplaced = { position: placed.wanted, size: placed.size };
    const next = drawn(
      placed,
      here.places.get(placed.id) ?? unplaced,
      desktop.get(placed.id) ?? unplaced,
      now,
      pending.get(placed.id) ?? NONE,
      known,
    );
    widgets[placed.id] = known && equal(known, next) ? known : next;
  }
  const ordered = Object.values(widgets).sort(
    (a, b) => a.position.y - b.position.y || a.position.x - b.position.x || (a.id < b.id ? -1 : 1),
  );
  const sameList =
    ordered.length === before.layout.widgets.length &&
    ordered.every((w, i) => w === before.layout.widgets[i]);
  const grid = sameJson(before.layout.grid, here.grid) ? before.layout.grid : here.grid;
  const removed = [...now.canvas.removed.values()]
    .reverse()
    .map(({ id, title, appId }) => ({ id, title, appId }));
  return {
    breakpoint: now.breakpoint,
    widgets: sameList ? before.widgets : widgets,
    layout:
      sameList && grid === before.layout.grid
        ? before.layout
        : { widgets: sameList ? before.layout.widgets : ordered, grid },
    appConfigs: sameList ? before.appConfigs : configsOf(ordered, before.appConfigs),
    removed: sameJson(removed, before.removed) ? before.removed : removed,
  };
}

function drawn(
  placed: Placed,
  { position, size }: Place,
  desktop: Place,
  now: Projected,
  pending: readonly PendingEdit[],
  known: Widget | undefined,
): Widget {
  const { id, appId, appVersion, title, wanted, z, locked } = placed;
  const inside = now.widget(id);
  const samePending = known && sameIds(known.pending, pending) ? known.pending : pending;
  return {
    id,
    appId,
    appVersion,
    title,
    position: known && sameJson(known.position, position) ? known.position : position,
    wanted: known && sameJson(known.wanted, wanted) ? known.wanted : wanted,
    size: known && sameJson(known.size, size) ? known.size : size,
    desktop: known && sameJson(known.desktop, desktop) ? known.desktop : desktop,
    z,
    locked,
    config: inside?.config,
    state: inside?.state,
    pending: samePending,
    refused: now.refused.get(id),
  };
}

/** Edits of a widget's place go to the canvas and name it; edits of its content go to it. */
function pendingByWidget(unsaved: Projected['unsaved']): Map<string, PendingEdit[]> {
  const by = new Map<string, PendingEdit[]>();
  for (const { id, to, do: command, data } of unsaved) {
    const widget = to === 'canvas' ? data.widget : to;
    if (typeof widget !== 'string') continue;
    const list = by.get(widget) ?? [];
    list.push({ id, do: command, data });
    by.set(widget, list);
  }
  return by;
}

function configsOf(widgets: readonly Widget[], before: CanvasState['appConfigs']): CanvasState['appConfigs'] {
  const next = new Map(widgets.flatMap((w) => (w.config === undefined ? [] : [[w.id, w.config] as const])));
  const same = next.size === before.size && [...next].every(([id, config]) => before.get(id) === config);
  return same ? before : next;
}

const equal = (a: Widget, b: Widget): boolean =>
  (Object.keys(b) as (keyof Widget)[]).every((key) => a[key] === b[key]);
const sameIds = (a: readonly PendingEdit[], b: readonly PendingEdit[]): boolean =>
  a.length === b.length && a.every((edit, i) => edit.id === b[i]?.id);
const sameJson = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
