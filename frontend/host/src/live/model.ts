/**
 * What a client knows of one canvas: what the server confirmed, and own edits on top of it. Server order wins;
 * own edits that no event has shown yet are applied anew on each change (push, pull, rebase), by the same
 * `evolve` as everything else. Pure data: no socket, no timer, no storage.
 */
import type { CanvasView, EventFrame, JsonObject, WidgetState } from '@gesso/sdk/protocol';
import { type AppLookup, predict } from '../canvas/predict.ts';
import { type Canvas, canvasOf, evolve, isCanvasEvent } from '../canvas/rules.ts';
import { backendOf } from '../widget/backends.ts';
import { evolve as evolveWidget, patched } from '../widget/rules.ts';

interface Versioned<T> {
  rev: number;
  at: number;
  value: T;
}
/** An own edit on top of the confirmed state. */
export interface Overlay {
  id: string;
  to: string;
  do: string;
  data: JsonObject;
  /** Clock value of its making, for guesses only. */
  at: number;
  /** Its event has come: it is part of the confirmed state. */
  seen: boolean;
}
export const CANVAS = 'canvas';

export class LiveModel {
  private canvas: Versioned<Canvas> | undefined;
  private readonly widgets = new Map<string, Versioned<WidgetState>>();
  /** Configs of widgets whose first state has not come. */
  private readonly firstConfigs = new Map<string, JsonObject>();
  /** In the order of their making. */
  private readonly overlays = new Map<string, Overlay>();
  private shownCanvas: Canvas | undefined;
  private stale = false;
  private readonly shownWidgets = new Map<string, WidgetState>();

  constructor(
    private readonly user: string,
    private readonly app: AppLookup,
  ) {}

  /** Revisions to resume from. */
  since(): Record<string, number> {
    const since: Record<string, number> = {};
    if (this.canvas) since[CANVAS] = this.canvas.rev;
    for (const [id, widget] of this.widgets) since[id] = widget.rev;
    return since;
  }
  rev(of: string): number | undefined {
    return of === CANVAS ? this.canvas?.rev : this.widgets.get(of)?.rev;
  }
  get at(): number {
    return this.canvas?.at ?? 0;
  }
  get confirmedCanvas(): Canvas | undefined {
    return this.canvas?.value;
  }
  confirmedWidget(id: string): WidgetState | undefined {
    return this.widgets.get(id)?.value;
  }
  /** What is to be shown of the canvas. */
  get current(): Canvas | undefined {
    if (this.stale) {
      this.stale = false;
      let canvas = this.canvas?.value;
      if (canvas)
        for (const overlay of this.overlays.values())
          if (overlay.to === CANVAS && !overlay.seen) canvas = this.guessCanvas(canvas, overlay);
      this.shownCanvas = canvas;
    }
    return this.shownCanvas;
  }
  /** What is to be shown of one widget; undefined until its state is known. */
  widget(id: string): WidgetState | undefined {
    const known = this.shownWidgets.get(id);
    if (known) return known;
    const value = this.rebased(id);
    if (value) this.shownWidgets.set(id, value);
    return value;
  }
  pending(): Iterable<Overlay> {
    return this.overlays.values();
  }
  overlay(id: string): Overlay | undefined {
    return this.overlays.get(id);
  }

  applyState(of: string, rev: number, at: number, data: JsonObject): void {
    if (of === CANVAS) {
      this.canvas = { rev, at, value: canvasOf(data as unknown as CanvasView) };
      this.refold(CANVAS);
    } else {
      this.widgets.set(of, { rev, at, value: data as unknown as WidgetState });
      this.refold(of);
    }
  }

  /** `gap` when events before it are missing, or it cannot be folded: then the state has to be asked for. */
  applyEvent(event: EventFrame): 'applied' | 'known' | 'gap' {
    return event.of === CANVAS ? this.applyToCanvas(event) : this.applyToWidget(event);
  }

  private applyToCanvas(event: EventFrame): 'applied' | 'known' | 'gap' {
    const before = this.canvas;
    if (!before) return 'gap';
    if (event.rev <= before.rev) return 'known';
    if (event.rev !== before.rev + 1 || !isCanvasEvent(event)) return 'gap';
    if (event.type === 'widget-added') this.firstConfigs.set(event.data.widget, event.data.config ?? {});
    this.canvas = { rev: event.rev, at: event.at, value: evolve(before.value, event, event) };
    this.see(event.op);
    this.refold(CANVAS);
    return 'applied';
  }

  private applyToWidget(event: EventFrame): 'applied' | 'known' | 'gap' {
    const before = this.widgets.get(event.of) ?? this.first(event.of);
    if (!before) return 'gap';
    if (event.rev <= before.rev) return 'known';
    if (event.rev !== before.rev + 1) return 'gap';
    const value = evolveWidget(before.value, event, this.backend(event.of, before.value));
    this.widgets.set(event.of, { rev: event.rev, at: event.at, value });
    this.see(event.op);
    this.refold(event.of);
    return 'applied';
  }

  /** A widget that this page saw being added, before anything happened to it. */
  private first(id: string): Versioned<WidgetState> | undefined {
    const placed = this.canvas?.value.widgets.get(id) ?? this.canvas?.value.removed.get(id);
    const config = this.firstConfigs.get(id);
    if (!placed || !config) return undefined;
    const state = backendOf(placed.backend)?.initial ?? {};
    return { rev: 0, at: 0, value: { app: { id: placed.appId, version: placed.appVersion }, config, state } };
  }

  private see(op: string | undefined): void {
    const overlay = op === undefined ? undefined : this.overlays.get(op);
    if (overlay) overlay.seen = true;
  }

  /** Puts an own edit on top. */
  push(overlay: Overlay): void {
    this.overlays.set(overlay.id, overlay);
    if (overlay.to === CANVAS) {
      const shown = this.current;
      if (shown) this.shownCanvas = this.guessCanvas(shown, overlay);
    } else {
      const shown = this.shownWidgets.get(overlay.to);
      if (shown) this.shownWidgets.set(overlay.to, this.guessWidget(overlay.to, shown, overlay));
    }
    if (overlay.do === 'add-widget') this.shownWidgets.delete(String(overlay.data.widget));
  }

  /** Takes an own edit off: acknowledged and confirmed, or refused. */
  drop(id: string): void {
    const overlay = this.overlays.get(id);
    if (!overlay) return;
    this.overlays.delete(id);
    this.refold(overlay.to);
    if (overlay.do === 'add-widget') this.shownWidgets.delete(String(overlay.data.widget));
  }

  private refold(of: string): void {
    if (of === CANVAS) this.stale = true;
    else this.shownWidgets.delete(of);
  }

  private rebased(id: string): WidgetState | undefined {
    let widget = (this.widgets.get(id) ?? this.first(id) ?? this.guessedFirst(id))?.value;
    if (widget)
      for (const overlay of this.overlays.values())
        if (overlay.to === id && !overlay.seen) widget = this.guessWidget(id, widget, overlay);
    return widget;
  }

  /** A widget that this page is about to add. */
  private guessedFirst(id: string): Versioned<WidgetState> | undefined {
    const adding = [...this.overlays.values()].find(
      (one) => one.do === 'add-widget' && one.data.widget === id,
    );
    const placed = this.current?.widgets.get(id);
    if (!adding || !placed) return undefined;
    const app = { id: placed.appId, version: placed.appVersion };
    const config = (adding.data.config as JsonObject | undefined) ?? {};
    return { rev: 0, at: 0, value: { app, config, state: backendOf(placed.backend)?.initial ?? {} } };
  }

  private backend(id: string, widget: WidgetState) {
    const placed = this.current?.widgets.get(id) ?? this.canvas?.value.removed.get(id);
    return backendOf(placed?.backend ?? widget.app.id);
  }

  private guessCanvas(canvas: Canvas, overlay: Overlay): Canvas {
    return predict(canvas, overlay, { by: this.user, at: overlay.at }, this.app);
  }

  private guessWidget(id: string, widget: WidgetState, overlay: Overlay): WidgetState {
    const { data } = overlay;
    if (overlay.do === 'configure')
      return { ...widget, config: (data.config as JsonObject | undefined) ?? {} };
    if (overlay.do === 'set-state')
      return { ...widget, state: patched(widget.state, (data.patch as JsonObject | undefined) ?? {}) };
    const backend = this.backend(id, widget);
    if (!backend) return widget;
    const stamp = { by: this.user, at: overlay.at };
    const state = backend
      .predict(widget.state, overlay.do, data, stamp)
      .reduce((so, event) => backend.evolve(so, event), widget.state);
    return state === widget.state ? widget : { ...widget, state };
  }
}
