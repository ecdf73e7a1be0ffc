/**
 * A whole canvas at one instant, and what an event makes of it: by the same functions as live (`canvas/rules.ts`,
 * `widget/rules.ts` and the rules of the apps). Pure. Not here: where instants and events come from.
 */
import type { CanvasView, WidgetState } from '@gesso/sdk/protocol';
import { type Canvas, canvasOf, emptyCanvas, evolve, isCanvasEvent } from '../canvas/rules.ts';
import { rulesOf } from '../widget/appRules.ts';
import { evolve as evolveWidget } from '../widget/rules.ts';
import { frameOf, type Line } from './lines.ts';

export interface Moment {
  /** Everything up to and with this instant is in it. */
  readonly at: number;
  readonly canvas: Canvas;
  /** Of those that are on the canvas, and of those that were when the fold began. */
  readonly widgets: ReadonlyMap<string, WidgetState>;
}

/** Answer of `GET /api/canvas/{id}/at/{instant}`. */
export interface AtAnswer {
  readonly at: number;
  readonly canvas: CanvasView;
  readonly widgets: Readonly<Record<string, WidgetState>>;
}
export const momentOf = ({ at, canvas, widgets }: AtAnswer): Moment => ({
  at,
  canvas: canvasOf(canvas),
  widgets: new Map(Object.entries(widgets)),
});

/** Before the first event. */
export const unborn = (canvas: string): Moment => ({
  at: 0,
  canvas: emptyCanvas(canvas),
  widgets: new Map(),
});

/** Undefined where only the server can tell what the event does. */
export function fold(before: Moment, line: Line): Moment | undefined {
  return line.of === 'canvas' ? ofCanvas(before, line) : ofWidget(before, line);
}

function ofCanvas(before: Moment, line: Line): Moment | undefined {
  const event = frameOf(line);
  if (!isCanvasEvent(event)) return undefined;
  const canvas = evolve(before.canvas, event, line);
  const { at } = line;
  if (event.type !== 'widget-added') {
    const more = canvas.widgets.size > before.canvas.widgets.size;
    const known = !more || [...canvas.widgets.keys()].every((id) => before.widgets.has(id));
    return known ? { ...before, at, canvas } : undefined;
  }
  const { widget, appId, appVersion, backend, config = {} } = event.data;
  const rules = rulesOf(appId);
  if (backend !== '' && !rules) return undefined;
  const first = { app: { id: appId, version: appVersion }, config, state: rules?.initial ?? {} };
  return { at, canvas, widgets: new Map(before.widgets).set(widget, first as WidgetState) };
}

function ofWidget(before: Moment, line: Line): Moment | undefined {
  const { at, of } = line;
  const widget = before.widgets.get(of);
  const placed = before.canvas.widgets.get(of) ?? before.canvas.removed.get(of);
  if (!widget) return before.canvas.widgets.has(of) ? undefined : { ...before, at };
  const reading = { backend: placed?.backend ?? widget.app.id, rules: rulesOf(widget.app.id) };
  const next = evolveWidget(widget, line, reading, line);
  if (next === undefined) return undefined;
  return { ...before, at, widgets: next === widget ? before.widgets : new Map(before.widgets).set(of, next) };
}
