import type { Position } from '@gesso/sdk/protocol';
import type { OpenCanvas } from '../canvas/index.ts';
import { announce, toast } from '../kit/toasts.ts';
import { canvasState } from '../state/index.ts';
import type { Widget } from '../state/types.ts';
import { frameOf, mayEdit } from './edits.ts';
import { type Axis, aligned, distributed, type Edge, type Member, type Moved, shifted } from './group.ts';
import { groupWords } from './groupWords.ts';
import { select, selection, selectMany } from './shell.ts';

/* What is done with several widgets at once: one step to undo, said once. */

/** The selected widgets that are there, in reading order. */
export function selectedWidgets(): Widget[] {
  const ids = new Set(selection());
  return canvasState().layout.widgets.filter((one) => ids.has(one.id));
}

export const memberOf = ({ id, position, size }: Widget): Member => ({ id, position, size });

const free = (widgets: readonly Widget[]): Widget[] => widgets.filter((one) => !one.locked);

function move(canvas: OpenCanvas, moves: readonly Moved[]): boolean {
  canvas.manager.moveWidgets(moves);
  return moves.length > 0;
}

/** By an arrow key, all of them by a cell. */
export function nudgeAll(canvas: OpenCanvas, by: Position): void {
  if (!mayEdit()) return;
  const w = groupWords.now();
  const widgets = free(selectedWidgets());
  const members = widgets.map(memberOf);
  const moves = members.length > 0 ? shifted(members, by, canvasState().layout.grid) : [];
  const moved = moves.some(({ id, position }) => {
    const before = members.find((one) => one.id === id)?.position;
    return before?.x !== position.x || before.y !== position.y;
  });
  if (!moved) announce(w.edge);
  else if (move(canvas, moves)) announce(w.moved(moves.length));
}

export function align(canvas: OpenCanvas, edge: Edge): void {
  arrange(canvas, (members) => aligned(members, edge), 2);
}

export function distribute(canvas: OpenCanvas, axis: Axis): void {
  arrange(canvas, (members) => distributed(members, axis), 3);
}

function arrange(canvas: OpenCanvas, how: (members: Member[]) => Moved[], least: number): void {
  if (!mayEdit()) return;
  const w = groupWords.now();
  const members = free(selectedWidgets()).map(memberOf);
  if (members.length < least) announce(w.tooFew(least));
  else announce(move(canvas, how(members)) ? w.arranged(members.length) : w.already);
}

export function lockAll(canvas: OpenCanvas): void {
  if (!mayEdit()) return;
  const w = groupWords.now();
  const widgets = selectedWidgets();
  const locked = widgets.some((one) => !one.locked);
  canvas.manager.together(
    widgets.filter((one) => one.locked !== locked).map(({ id }) => ['lock-widget', { widget: id, locked }]),
  );
  announce(locked ? w.locked(widgets.length) : w.unlocked(widgets.length));
}

export function removeAll(canvas: OpenCanvas): void {
  if (!mayEdit()) return;
  const w = groupWords.now();
  const all = selectedWidgets();
  const ids = free(all).map(({ id }) => id);
  if (ids.length === 0) {
    announce(w.allLocked);
    return;
  }
  canvas.manager.together(ids.map((widget) => ['remove-widget', { widget }]));
  select(undefined);
  toast({
    text: ids.length < all.length ? w.removedSome(ids.length, all.length) : w.removed(ids.length),
    action: {
      label: w.undo,
      run: () => {
        canvas.manager.together(ids.map((widget) => ['restore-widget', { widget }]));
        announce(w.restored(ids.length));
        selectMany(ids);
        requestAnimationFrame(() => frameOf(ids[0] ?? '')?.focus({ preventScroll: true }));
      },
    },
  });
}

/** The keys of a widget then mean all that are selected. */
export function focusFirst(): void {
  frameOf(selection()[0] ?? '')?.focus({ preventScroll: true });
}

export function selectAll(): void {
  const ids = canvasState().layout.widgets.map(({ id }) => id);
  selectMany(ids);
  focusFirst();
  announce(groupWords.now().selected(ids.length));
}
