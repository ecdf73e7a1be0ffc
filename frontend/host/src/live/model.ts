/**
 * What a client knows of one canvas: what the server confirmed, and own edits on top of it. Server order wins;
 * own edits that no event has shown yet are applied anew on each change (push, pull, rebase), by the same
 * `evolve` as everything else. Pure data: no socket, no timer, no storage.
 */
import type { CanvasView, EventFrame, JsonObject, WidgetState } from '@gesso/sdk/protocol';
import { type AppLookup, predict } from '../canvas/predict.ts';
import { type Canvas, canvasOf, evolve, isCanvasEvent } from '../canvas/rules.ts';
import { guessed, rulesOf } from '../widget/appRules.ts';
import { evolve as evolveWidget, patched, type Reading } from '../widget/rules.ts';

export interface Versioned<T> {
  rev: number;
  at: number;
  value: T;
  /** Of the newest event that was heard but could not be folded: the value is behind, the state is asked for. */
  heard?: number;
}
/** What the server confirmed: plain data and maps, to be kept on this device. */
export interface ConfirmedModel {
  canvas: Versioned<Canvas>;
  widgets: ReadonlyMap<string, Versioned<WidgetState>>;
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
  /** The canvas had an event that this page is too old for: only its state will do. */
  private unread = false;
  private shownCanvas: Canvas | undefined;
  private stale = false;
  private readonly shownWidgets = new Map<string, WidgetState>();

  constructor(
    private readonly user: string,
    private readonly app: AppLookup,
  ) {}

  /** Undefined before the canvas is known. A widget whose state is asked for just now is left out. */
  confirmed(): ConfirmedModel | undefined {
    if (!this.canvas) return undefined;
    const widgets = [...this.widgets].filter(([id, { heard }]) => heard === undefined && this.has(id));
    return { canvas: this.canvas, widgets: new Map(widgets) };
  }
  /** Begins where another model stood. */
  restore({ canvas, widgets }: ConfirmedModel): void {
    this.canvas = canvas;
    for (const [id, widget] of widgets) this.widgets.set(id, widget);
    this.shownWidgets.clear();
    this.refold(CANVAS);
  }

  /** Revisions to resume from. */
  since(): Record<string, number> {
    const since: Record<string, number> = {};
    if (this.canvas && !this.unread) since[CANVAS] = this.canvas.rev;
    for (const [id, widget] of this.widgets)
      if (widget.heard === undefined && this.has(id)) since[id] = widget.rev;
    return since;
  }
  /** Of all widgets that were ever met, the canvas has some now. */
  private has(widget: string): boolean {
    return this.canvas === undefined || this.canvas.value.widgets.has(widget);
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
      this.unread = false;
      this.canvas = { rev, at, value: canvasOf(data as unknown as CanvasView) };
      this.refold(CANVAS);
    } else {
      this.widgets.set(of, { rev, at, value: data as unknown as WidgetState });
      this.refold(of);
    }
  }

  /** The rules of an app have come: what was guessed without them is guessed anew. */
  learned(app: string): void {
    for (const id of [...this.shownWidgets.keys()])
      if (this.shownWidgets.get(id)?.app.id === app) this.shownWidgets.delete(id);
  }

  /**
   * `gap` when events before it are missing; `unfolded` when it came in order but only the server can tell what it
   * does: then the state of that widget has to be asked for.
   */
  applyEvent(event: EventFrame): 'applied' | 'known' | 'gap' | 'unfolded' {
    return event.of === CANVAS ? this.applyToCanvas(event) : this.applyToWidget(event);
  }

  private applyToCanvas(event: EventFrame): 'applied' | 'known' | 'gap' {
    const before = this.canvas;
    if (!before) return 'gap';
    if (event.rev <= before.rev) return 'known';
    if (event.rev !== before.rev + 1) return 'gap';
    if (!isCanvasEvent(event)) {
      this.unread = true;
      return 'gap';
    }
    if (event.type === 'widget-added') this.firstConfigs.set(event.data.widget, event.data.config ?? {});
    this.canvas = { rev: event.rev, at: event.at, value: evolve(before.value, event, event) };
    this.see(event.op);
    this.refold(CANVAS);
    return 'applied';
  }

  private applyToWidget(event: EventFrame): 'applied' | 'known' | 'gap' | 'unfolded' {
    const before = this.widgets.get(event.of) ?? this.first(event.of);
    if (!before) return 'gap';
    const last = before.heard ?? before.rev;
    if (event.rev <= last) return 'known';
    if (event.rev !== last + 1) return 'gap';
    const value =
      before.heard === undefined
        ? evolveWidget(before.value, event, this.reading(event.of, before.value), event)
        : undefined;
    if (value === undefined) {
      this.widgets.set(event.of, { ...before, heard: event.rev });
      return 'unfolded';
    }
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
    const rules = rulesOf(placed.appId);
    const app = { id: placed.appId, version: placed.appVersion };
    const value = { app, config, state: rules?.initial ?? {} };
    // Without its rules nobody here knows what the app begins with.
    return { rev: 0, at: 0, value, ...(placed.backend !== '' && !rules ? { heard: 0 } : {}) };
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
      if (shown) this.shownWidgets.set(overlay.to, this.guessWidget(shown, overlay));
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
        if (overlay.to === id && !overlay.seen) widget = this.guessWidget(widget, overlay);
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
    return { rev: 0, at: 0, value: { app, config, state: rulesOf(placed.appId)?.initial ?? {} } };
  }

  private reading(id: string, widget: WidgetState): Reading {
    const placed = this.canvas?.value.widgets.get(id) ?? this.canvas?.value.removed.get(id);
    return { backend: placed?.backend ?? widget.app.id, rules: rulesOf(widget.app.id) };
  }

  private guessCanvas(canvas: Canvas, overlay: Overlay): Canvas {
    return predict(canvas, overlay, { by: this.user, at: overlay.at }, this.app);
  }

  private guessWidget(widget: WidgetState, overlay: Overlay): WidgetState {
    const { data } = overlay;
    if (overlay.do === 'configure')
      return { ...widget, config: (data.config as JsonObject | undefined) ?? {} };
    if (overlay.do === 'set-state')
      return { ...widget, state: patched(widget.state, (data.patch as JsonObject | undefined) ?? {}) };
    const rules = rulesOf(widget.app.id);
    if (!rules) return widget;
    const state = guessed(rules, widget.state, overlay.do, data, { by: this.user, at: overlay.at });
    return state === widget.state ? widget : { ...widget, state };
  }
}
