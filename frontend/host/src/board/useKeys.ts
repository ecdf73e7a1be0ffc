import { useEffect } from 'react';
import { type OpenCanvas, useCanvasHandle } from '../canvas/index.ts';
import { canvasState } from '../state/index.ts';
import { stepFocus } from './Board.tsx';
import { copySelection, duplicateAll, paste } from './copies.ts';
import { frameOf, grow, mayEdit, nudge, redo, remove, selectedWidget, undo } from './edits.ts';
import { nudgeAll, removeAll, selectAll } from './groupEdits.ts';
import { actionOf, focusables, type KeyAction, type KeyPlace, placeOf } from './keys.ts';
import { askPast } from './pastDoor.ts';
import { closePanel, follow, openPanel, rename, select, shell, showHelp } from './shell.ts';
import { askZoom } from './useZoom.ts';

/** Listens for the page's keys; keys.ts says which key means what. */
export function useKeys(): void {
  const canvas = useCanvasHandle();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      // A dialog or a menu has its own keys.
      if (document.querySelector('[role="dialog"], [role="menu"], [role="alertdialog"]')) return;
      const where = placeOf(event.target);
      const action = actionOf(
        {
          key: event.key,
          ctrl: event.ctrlKey || event.metaKey,
          shift: event.shiftKey,
          alt: event.altKey,
        },
        where,
      );
      if (action) {
        if (act(canvas, action, where, event)) event.preventDefault();
      } else if (event.key === 'Tab' && where !== 'page') tabWithin(event);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [canvas]);
}

/** Does what a key means; true when the browser is to do nothing of its own. */
function act(canvas: OpenCanvas, action: KeyAction, where: KeyPlace, event: KeyboardEvent): boolean {
  const widget = selectedWidget();
  const several = shell().also.size > 0;
  switch (action.do) {
    case 'move':
      if (several) nudgeAll(canvas, action.by);
      else if (widget) nudge(canvas, widget, action.by);
      return true;
    case 'copy':
      // A text that is marked is what the browser copies.
      return (getSelection()?.toString() ?? '') === '' && copySelection();
    case 'paste':
      return paste(canvas);
    case 'all':
      selectAll();
      return true;
    case 'resize':
      if (widget) grow(canvas, widget, action.by);
      return true;
    case 'next':
    case 'previous':
      return widget !== undefined && stepFocus(widget.id, action.do === 'next' ? 1 : -1);
    case 'enter':
      if (widget) enter(widget.id);
      return true;
    case 'leave':
      leave(where, event);
      return true;
    case 'remove':
      if (several) removeAll(canvas);
      else if (widget) remove(canvas, widget);
      return true;
    case 'duplicate':
      return duplicateAll(canvas);
    case 'rename':
      if (widget && mayEdit()) rename(widget.id);
      return true;
    case 'menu':
      if (widget) frameOf(widget.id)?.querySelector<HTMLElement>('[data-testid="widget-menu"]')?.click();
      return true;
    case 'undo':
      undo(canvas);
      return true;
    case 'redo':
      redo(canvas);
      return true;
    case 'add':
      if (mayEdit()) openPanel({ kind: 'catalogue' });
      return true;
    case 'make':
      if (mayEdit()) openPanel({ kind: 'make' });
      return true;
    case 'comment':
      openPanel(widget ? { kind: 'comments', widget: widget.id } : { kind: 'comments' });
      return true;
    case 'zoom':
      askZoom(action.to);
      return true;
    case 'search':
      openPanel({ kind: 'widgets' });
      return true;
    case 'help':
      showHelp(true);
      return true;
    case 'past':
      askPast(action.to);
      return true;
    case 'follow':
      followSomebody();
      return true;
  }
}

/** To what the app marks with `data-enter`, such as its text below a toolbar, else to the first that takes the focus. */
function enter(widget: string): void {
  const frame = frameOf(widget);
  const body = frame?.querySelector('[data-testid="widget-body"]') ?? null;
  const wanted = body?.querySelector<HTMLElement>('[data-enter]');
  (wanted ?? focusables(body)[0] ?? focusables(frame)[0])?.focus();
}

function followSomebody(): void {
  const { canvas, peers } = canvasState();
  const other = peers.find((one) => one.session !== canvas?.session);
  if (other) follow(shell().following === undefined ? other.session : undefined);
}

/** Esc goes out by one: from the app to its frame, from a panel to the board, from a selection to none. */
function leave(where: KeyPlace, event: KeyboardEvent): void {
  const frame = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-widget]') : null;
  if (frame && where !== 'frame') {
    frame.focus({ preventScroll: true });
  } else if (shell().panel) {
    closePanel();
  } else if (canvasState().past) {
    askPast('live');
  } else if (shell().following !== undefined) {
    follow(undefined);
  } else {
    select(undefined);
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }
}

/** Inside an app Tab goes through its fields; past the last one it goes to the next widget. */
function tabWithin(event: KeyboardEvent): void {
  const frame = event.target instanceof Element ? event.target.closest('[data-widget]') : null;
  const id = frame?.getAttribute('data-widget');
  if (!frame || !id || event.ctrlKey || event.altKey || event.metaKey) return;
  const inside = focusables(frame);
  if (event.shiftKey && event.target === inside[0]) {
    event.preventDefault();
    frameOf(id)?.focus({ preventScroll: true });
  } else if (!event.shiftKey && event.target === inside.at(-1)) {
    if (stepFocus(id, 1)) event.preventDefault();
  }
}
