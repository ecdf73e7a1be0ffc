import type { Edit } from '@gesso/sdk';
import type { Grid, JsonObject, Place, Position, Size } from '@gesso/sdk/protocol';

export type GridConfig = Grid;
/** What `addWidget` takes: only the app is a must; without a position the first free place is taken. */
export interface WidgetConfig {
  appId: string;
  position?: Position;
  size?: Size;
  config?: JsonObject;
}
export interface LayoutData {
  id: string;
  name: string;
  places: Record<string, Place>;
}
export interface UndoOutcome {
  /** Operation that was undone or redone; undefined when there was nothing. */
  undone: string | undefined;
  /** What somebody else has changed since and was left. */
  skipped: { of: string; type: string; reason: string }[];
}

/**
 * Every edit of the open canvas. Applied at once on this page, durable when its status says so. The methods of the
 * source document return at once; a refusal rolls the edit back and is told in `state.notices` and on the widget.
 */
export interface CanvasManager {
  initializeGrid(config: Partial<GridConfig>): void;
  /** Returns the id of the new widget, stable for ever. */
  addWidget(widget: WidgetConfig): string;
  removeWidget(widgetId: string): void;
  updateWidgetPosition(widgetId: string, position: Position): void;
  updateWidgetSize(widgetId: string, size: Size): void;
  /** Resolves when durable. Without a name it is named by the time. */
  saveLayout(name?: string): Promise<LayoutData>;
  /** Rejects with EditRefused `not-found` for an unknown layout. */
  loadLayout(layoutId: string): Promise<void>;

  rename(title: string): void;
  renameWidget(widgetId: string, title: string): void;
  lockWidget(widgetId: string, locked: boolean): void;
  raiseWidget(widgetId: string): void;
  /** Another version of its app, in place; its data stays. */
  upgradeWidget(widgetId: string, version: string): void;
  restoreWidget(widgetId: string): void;
  configureWidget(widgetId: string, config: JsonObject): void;
  undo(): Promise<UndoOutcome>;
  redo(): Promise<UndoOutcome>;
  /** Any command of contract.md; the others are made of it. Edits with one `cause` are undone as one; `correlation` joins what led to what. */
  edit(to: string, command: string, data: JsonObject, cause?: string, correlation?: string): Edit;
  /** Where every widget would be shown if this one were wanted there: for the ghost while dragging. */
  preview(widgetId: string, place: Partial<Place>): Map<string, Place>;
}
