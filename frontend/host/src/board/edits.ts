import type { Position } from '@gesso/sdk/protocol';
import { canvasPath } from '../app/router.tsx';
import type { OpenCanvas } from '../canvas/index.ts';
import type { UndoOutcome } from '../canvas/types.ts';
import { announce, toast } from '../kit/toasts.ts';
import { registry } from '../registry/index.ts';
import { canvasState } from '../state/index.ts';
import type { Widget } from '../state/types.ts';
import { prefersStillness } from '../theme/appearance.ts';
import { fitSize, stepTo } from './geometry.ts';
import { fits, shake } from './gestures.ts';
import { select, shell } from './shell.ts';
import { boardWords } from './words.ts';

/* What the page does for a press or a key: the edit, its words, and what offers the way back. */

export const frameOf = (widget: string): HTMLElement | null =>
  document.querySelector(`[data-widget="${CSS.escape(widget)}"]`);

export function focusWidget(widget: string): void {
  select(widget);
  const frame = frameOf(widget);
  frame?.focus({ preventScroll: true });
  frame?.scrollIntoView({
    block: 'nearest',
    inline: 'nearest',
    behavior: prefersStillness() ? 'auto' : 'smooth',
  });
}

/** Goes to a widget and lets it light up, so that the eye finds it. */
export function jumpTo(widget: string): void {
  focusWidget(widget);
  const ring = 'color-mix(in oklab, var(--accent) 55%, transparent)';
  frameOf(widget)?.animate?.([{ boxShadow: `0 0 0 0 ${ring}` }, { boxShadow: `0 0 0 14px transparent` }], {
    duration: 900,
    iterations: prefersStillness() ? 1 : 2,
    easing: 'ease-out',
  });
}

export function mayEdit(): boolean {
  const may = canvasState().canvas?.canEdit ?? false;
  if (!may) toast({ text: canvasState().past?.why ?? boardWords.now().viewerRefused });
  return may;
}

export function undo(canvas: OpenCanvas): void {
  const w = boardWords.now();
  if (mayEdit()) tell(canvas.manager.undo(), w.undone, w.nothingToUndo);
}

export function redo(canvas: OpenCanvas): void {
  const w = boardWords.now();
  if (mayEdit()) tell(canvas.manager.redo(), w.redone, w.nothingToRedo);
}

function tell(outcome: Promise<UndoOutcome>, done: string, nothing: string): void {
  const w = boardWords.now();
  outcome.then(
    ({ undone, skipped }) => {
      if (undone === undefined) toast({ text: nothing });
      else if (skipped.length > 0) toast({ text: `${done}. ${w.skipped(skipped.length)}` });
      else announce(done);
    },
    // The refusal is told with its reason as a notice of the canvas.
    () => undefined,
  );
}

export function remove(canvas: OpenCanvas, widget: Widget): void {
  if (!mayEdit()) return;
  const w = boardWords.now();
  const next = neighbourOf(widget.id);
  const hadFocus = frameOf(widget.id)?.contains(document.activeElement) ?? false;
  canvas.manager.removeWidget(widget.id);
  toast({
    text: w.removed(widget.title),
    action: {
      label: w.undo,
      run: () => {
        canvas.manager.restoreWidget(widget.id);
        announce(w.restored(widget.title));
        requestAnimationFrame(() => focusWidget(widget.id));
      },
    },
  });
  select(undefined);
  if (hadFocus && next) requestAnimationFrame(() => frameOf(next)?.focus({ preventScroll: true }));
}

export function upgrade(canvas: OpenCanvas, widget: Widget, version: string): void {
  if (!mayEdit()) return;
  const w = boardWords.now();
  const before = widget.appVersion;
  canvas.manager.upgradeWidget(widget.id, version);
  toast({
    text: w.upgraded(widget.title, version),
    action: { label: w.undo, run: () => canvas.manager.upgradeWidget(widget.id, before) },
  });
}

function neighbourOf(widget: string): string | undefined {
  const order = canvasState().layout.widgets.map((one) => one.id);
  const at = order.indexOf(widget);
  return order[at + 1] ?? order[at - 1];
}

export const deepLink = (canvas: string, widget: string): string =>
  `${location.origin}${canvasPath(canvas, widget)}`;

export function copyLink(canvas: string, widget: string): void {
  const w = boardWords.now();
  const link = deepLink(canvas, widget);
  copy(link).then((done) => toast({ text: done ? w.copied : w.notCopied(link) }));
}

/** False where the browser gives no clipboard: then the text is to be shown instead. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** An arrow key: one cell, or past what stands in the way. */
export function nudge(canvas: OpenCanvas, widget: Widget, by: Position): void {
  if (!mayEdit()) return;
  const w = boardWords.now();
  const { grid } = canvasState().layout;
  const frame = frameOf(widget.id);
  if (widget.locked) {
    shake(frame, prefersStillness());
    announce(w.lockedNote);
    return;
  }
  const from = { position: widget.position, size: widget.size };
  const preview = (position: Position) => canvas.manager.preview(widget.id, { position });
  const position = stepTo(widget.id, from, by, grid, preview);
  if (!position) {
    announce(w.edge);
    return;
  }
  if (!fits(widget.id, { position, size: widget.size }, grid, preview(position))) {
    shake(frame, prefersStillness());
    announce(w.occupied);
    return;
  }
  const shown = preview(position).get(widget.id)?.position ?? position;
  canvas.manager.updateWidgetPosition(widget.id, position);
  announce(w.moved(widget.title, shown.x + 1, shown.y + 1));
  requestAnimationFrame(() => frame?.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
}

/** Shift and an arrow key: a cell more or less. */
export function grow(canvas: OpenCanvas, widget: Widget, by: Position): void {
  if (!mayEdit()) return;
  const w = boardWords.now();
  const { grid } = canvasState().layout;
  const wanted = { w: widget.size.w + by.x, h: widget.size.h + by.y };
  const size = fitSize(wanted, widget.position, grid, registry.peek(widget.appId)?.sizes);
  if (size.w === widget.size.w && size.h === widget.size.h) {
    announce(w.edge);
    return;
  }
  const place = { position: widget.position, size };
  if (!fits(widget.id, place, grid, canvas.manager.preview(widget.id, { size }))) {
    shake(frameOf(widget.id), prefersStillness());
    announce(w.occupied);
    return;
  }
  canvas.manager.updateWidgetSize(widget.id, size);
  announce(w.resized(widget.title, size.w, size.h));
}

export function add(canvas: OpenCanvas, appId: string, title: string): void {
  if (!mayEdit()) return;
  const made = canvas.manager.addWidget({ appId });
  announce(boardWords.now().added(title));
  select(made);
  requestAnimationFrame(() =>
    frameOf(made)?.scrollIntoView({
      block: 'nearest',
      inline: 'nearest',
      behavior: prefersStillness() ? 'auto' : 'smooth',
    }),
  );
}

/** The selected widget as it is now. */
export function selectedWidget(): Widget | undefined {
  const { selected } = shell();
  return selected === undefined ? undefined : canvasState().widgets[selected];
}
