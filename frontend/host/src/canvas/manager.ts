/** Every edit of one canvas, as commands. Positions and sizes are brought into the grid here. Not here: rules. */
import { type Edit, EditRefused, freshId } from '@gesso/sdk';
import type { JsonObject, LayoutView, Place, Position, Screen, Size } from '@gesso/sdk/protocol';
import { firstFree, shown } from './layout.ts';
import type { AppLookup } from './predict.ts';
import { type Canvas, places } from './rules.ts';
import { type Breakpoint, type Changes, placesToSend, shownAfter } from './screens.ts';
import type { CanvasManager, GridConfig, LayoutData, UndoOutcome, WidgetConfig } from './types.ts';

/** What the manager needs of the open canvas. */
export interface Editor {
  canvas(): Canvas | undefined;
  app: AppLookup;
  /** Whose arrangement this page shows and changes. */
  breakpoint(): Breakpoint;
  /** May this person send this command. */
  may(command: string): boolean;
  send(to: string, command: string, data: JsonObject, cause?: string, correlation?: string): Edit;
  /** Tells the person that this is not theirs to do. */
  refuse(command: string, widget: string | undefined): void;
  /** Why nothing at all can be changed just now: what is shown is the past. */
  shut(): string | undefined;
}

/** Rows that a canvas has. */
const Y_MOST = 10_000;

export class Manager implements CanvasManager {
  readonly counters = { edits: 0, refusedHere: 0 };
  constructor(private readonly editor: Editor) {}

  edit(to: string, command: string, data: JsonObject, cause?: string, correlation?: string): Edit {
    const shut = this.editor.shut();
    if (shut === undefined) return this.editOfApp(to, command, data, cause, correlation);
    this.editor.refuse(command, undefined);
    return this.refused(shut);
  }
  /** What an app has begun in the present is sent, whatever is shown by now. */
  editOfApp(to: string, command: string, data: JsonObject, cause?: string, correlation?: string): Edit {
    if (!this.editor.may(command)) {
      this.editor.refuse(command, to === 'canvas' ? (data.widget as string | undefined) : to);
      return this.refused('That is not for your role on this canvas.');
    }
    this.counters.edits++;
    return this.editor.send(to, command, data, cause, correlation);
  }
  private refused(why: string): Edit {
    this.counters.refusedHere++;
    const done = Promise.reject(new EditRefused('forbidden', why));
    done.catch(() => {});
    return { id: freshId(), done };
  }
  private do(command: string, data: object, cause?: string): Edit {
    return this.edit('canvas', command, data as JsonObject, cause);
  }

  /** Several commands to the canvas as one step to undo. */
  together(commands: readonly (readonly [command: string, data: object])[]): void {
    const cause = commands.length > 1 ? freshId() : undefined;
    for (const [command, data] of commands) this.edit('canvas', command, data as JsonObject, cause);
  }

  initializeGrid(config: Partial<GridConfig>): void {
    this.do('configure-grid', config);
  }
  addWidget({ appId, position, size, config }: WidgetConfig, cause?: string): string {
    const widget = freshId();
    const wanted = size ?? this.editor.app(appId)?.sizes.default ?? { w: 3, h: 4 };
    const fitting = this.fitSize(wanted, this.editor.app(appId)?.sizes);
    const place = { position: this.fitPosition(position ?? this.free(fitting), fitting), size: fitting };
    this.do('add-widget', { appId, widget, ...place, ...(config ? { config } : {}) }, cause);
    return widget;
  }
  removeWidget(widget: string): void {
    this.do('remove-widget', { widget });
  }
  upgradeWidget(widget: string, version: string): void {
    this.do('upgrade-widget', { widget, version });
  }
  restoreWidget(widget: string): void {
    this.do('restore-widget', { widget });
  }
  updateWidgetPosition(widget: string, position: Position): void {
    if (this.arrange(new Map([[widget, { position }]]))) return;
    const placed = this.placed(widget);
    const to = this.fitPosition(position, placed?.size ?? { w: 1, h: 1 });
    if (placed && placed.wanted.x === to.x && placed.wanted.y === to.y) return;
    this.do('move-widget', { widget, position: to });
  }
  updateWidgetSize(widget: string, size: Size): void {
    if (this.arrange(new Map([[widget, { size }]]))) return;
    const placed = this.placed(widget);
    const to = this.fitSize(size, placed, placed?.wanted.x);
    if (placed && placed.size.w === to.w && placed.size.h === to.h) return;
    this.do('resize-widget', { widget, size: to });
  }
  /** Several widgets as one step, in an order in which none is in another's way. */
  moveWidgets(moves: readonly { readonly id: string; readonly position: Position }[]): void {
    if (this.arrange(new Map(moves.map(({ id, position }) => [id, { position }])))) return;
    this.together(
      moves.map(({ id, position }) => ['move-widget', { widget: id, position: { ...position } }] as const),
    );
  }
  /** The arrangement of a smaller screen follows the desktop's again. Returns the places that it had. */
  resetScreen(screen: Screen): Readonly<Record<string, Place>> {
    const widgets = [...(this.editor.canvas()?.widgets.values() ?? [])];
    const before = widgets.flatMap(({ id, screens }) => {
      const place = screens?.[screen];
      return place ? [[id, place] as const] : [];
    });
    this.do('reset-screen', { screen });
    return Object.fromEntries(before);
  }
  arrangeScreen(screen: Screen, places: Readonly<Record<string, Place>>): void {
    this.do('arrange-screen', { screen, places });
  }
  /**
   * On a smaller screen the first change keeps all that is seen there, so that it stays apart from the desktop;
   * after it a change is of what it is about alone. False on the desktop.
   */
  private arrange(changes: Changes): boolean {
    const screen = this.editor.breakpoint();
    const canvas = this.editor.canvas();
    if (screen === 'desktop' || !canvas) return false;
    const places = placesToSend(canvas, screen, changes);
    const [only, ...more] = places;
    const before = only && canvas.widgets.get(only[0])?.screens?.[screen];
    if (!only) return true;
    if (before && more.length === 0) {
      const [widget, { position, size }] = only;
      const moved = before.position.x !== position.x || before.position.y !== position.y;
      if (before.size.w === size.w && before.size.h === size.h)
        this.do('move-widget', { widget, position, screen });
      else if (!moved) this.do('resize-widget', { widget, size, screen });
      else this.arrangeScreen(screen, Object.fromEntries(places));
    } else this.arrangeScreen(screen, Object.fromEntries(places));
    return true;
  }
  async saveLayout(name?: string): Promise<LayoutData> {
    const title = name?.trim() || `Layout of ${new Date().toISOString().slice(0, 16).replace('T', ' ')}`;
    const canvas = this.editor.canvas();
    const { layout } = await this.do('save-layout', { name: title }).done;
    const all = [...(canvas?.widgets.values() ?? [])];
    return {
      id: String(layout),
      name: title,
      places: Object.fromEntries(all.map(({ id, wanted, size }) => [id, { position: wanted, size }])),
    };
  }
  async loadLayout(layout: string): Promise<void> {
    const known: readonly LayoutView[] | undefined = this.editor.canvas()?.layouts;
    if (known && !known.some(({ id }) => id === layout))
      throw new EditRefused('not-found', 'There is no such layout on this canvas. Nothing was changed.');
    await this.do('load-layout', { layout }).done;
  }
  rename(title: string): void {
    this.do('rename', { title });
  }
  renameWidget(widget: string, title: string): void {
    this.do('rename-widget', { widget, title });
  }
  lockWidget(widget: string, locked: boolean): void {
    this.do('lock-widget', { widget, locked });
  }
  raiseWidget(widget: string): void {
    this.do('raise-widget', { widget });
  }
  /** Returns the new comment's id. */
  comment(text: string, { widget, parent }: { widget?: string; parent?: string } = {}): string {
    const comment = freshId();
    const where = { ...(widget ? { widget } : {}), ...(parent ? { parent } : {}) };
    this.do('comment', { comment, text, ...where });
    return comment;
  }
  editComment(comment: string, change: { text?: string; resolved?: boolean }): void {
    this.do('edit-comment', { comment, ...change });
  }
  removeComment(comment: string): void {
    this.do('remove-comment', { comment });
  }
  restoreComment(comment: string): void {
    this.do('restore-comment', { comment });
  }
  configureWidget(widget: string, config: JsonObject): void {
    this.edit(widget, 'configure', { config });
  }
  undo(): Promise<UndoOutcome> {
    return this.step('undo');
  }
  redo(): Promise<UndoOutcome> {
    return this.step('redo');
  }
  private async step(command: 'undo' | 'redo'): Promise<UndoOutcome> {
    try {
      const data = await this.do(command, {}).done;
      const skipped = Array.isArray(data.skipped) ? (data.skipped as unknown as UndoOutcome['skipped']) : [];
      return { undone: typeof data.undone === 'string' ? data.undone : undefined, skipped };
    } catch (error) {
      if (error instanceof EditRefused && error.code === 'not-found')
        return { undone: undefined, skipped: [] };
      throw error;
    }
  }

  preview(widgetId: string, place: Partial<Place>): Map<string, Place> {
    return this.previewAll(new Map([[widgetId, place]]));
  }
  /** The same for several at once. */
  previewAll(wanted: ReadonlyMap<string, Partial<Place>>): Map<string, Place> {
    const canvas = this.editor.canvas();
    if (!canvas) return new Map();
    const screen = this.editor.breakpoint();
    if (screen !== 'desktop') return new Map(shownAfter(canvas, screen, wanted));
    const all = [...canvas.widgets.values()].map((w) => {
      const place = wanted.get(w.id);
      const size = place?.size ? this.fitSize(place.size, w, w.wanted.x) : w.size;
      const moved = place?.position ? this.fitPosition(place.position, size) : w.wanted;
      return { id: w.id, position: moved, size, locked: w.locked };
    });
    const at = shown(all, canvas.grid);
    return new Map(all.map(({ id, position, size }) => [id, { position: at.get(id) ?? position, size }]));
  }

  private placed(widget: string) {
    return this.editor.canvas()?.widgets.get(widget);
  }
  private get columns(): number {
    return this.editor.canvas()?.grid.columns ?? 12;
  }
  private free(size: Size): Position {
    const canvas = this.editor.canvas();
    if (!canvas) return { x: 0, y: 0 };
    const at = places(canvas);
    const taken = [...canvas.widgets.values()].map((w) => ({
      position: at.get(w.id) ?? w.wanted,
      size: w.size,
    }));
    return firstFree(size, taken, canvas.grid.columns);
  }
  private fitPosition(position: Position, size: Size): Position {
    return {
      x: clamp(position.x, 0, Math.max(0, this.columns - size.w)),
      y: clamp(position.y, 0, Y_MOST),
    };
  }
  private fitSize(size: Size, limits: { min: Size; max: Size } | undefined, x = 0): Size {
    const room = Math.max(1, this.columns - x);
    return {
      w: clamp(size.w, Math.min(limits?.min.w ?? 1, room), Math.min(limits?.max.w ?? room, room)),
      h: clamp(size.h, limits?.min.h ?? 1, limits?.max.h ?? Y_MOST),
    };
  }
}

const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(Math.round(Number.isFinite(value) ? value : least), least), most);
