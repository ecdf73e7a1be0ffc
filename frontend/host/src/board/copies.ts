/**
 * Widgets as copies with all that is in them, also on another canvas: the server reads the source at one instant
 * and gives it to the new widget. What was copied is kept on this device for all of this person's tabs.
 */
import { freshId } from '@gesso/sdk';
import type { Position, Size } from '@gesso/sdk/protocol';
import type { OpenCanvas } from '../canvas/index.ts';
import { firstFree } from '../canvas/layout.ts';
import { announce, toast } from '../kit/toasts.ts';
import { host } from '../modules.ts';
import { canvasState } from '../state/index.ts';
import type { Widget } from '../state/types.ts';
import { problemText } from '../words/problems.ts';
import { focusWidget, mayEdit } from './edits.ts';
import { boxOf, type Member } from './group.ts';
import { selectedWidgets } from './groupEdits.ts';
import { groupWords } from './groupWords.ts';
import { selectMany } from './shell.ts';

interface Copied {
  readonly canvas: string;
  readonly widgets: readonly { id: string; position: Position; size: Size }[];
}

/** More is not copied at once. */
const COPIED_MOST = 100;
/** A copy is placed on the desktop's grid, also from a smaller screen. */
const onDesktop = ({ id, desktop }: Widget): Member => ({ id, ...desktop });
const desktopColumns = (): number => canvasState().canvas?.grid.columns ?? 12;
const key = (): string => `gesso.clipboard.${canvasState().user?.id ?? ''}`;

/** Ctrl C: which widgets are meant by the next paste. */
export function copySelection(): boolean {
  const widgets = selectedWidgets().slice(0, COPIED_MOST);
  const canvas = canvasState().canvas?.id;
  if (widgets.length === 0 || canvas === undefined) return false;
  const copied: Copied = { canvas, widgets: widgets.map(onDesktop) };
  try {
    localStorage.setItem(key(), JSON.stringify(copied));
  } catch {
    toast({ text: groupWords.now().noClipboard, tone: 'bad' });
    return true;
  }
  announce(groupWords.now().copied(widgets.length));
  return true;
}

function copied(): Copied | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key()) ?? 'null') as Copied | null;
    return kept && Array.isArray(kept.widgets) && kept.widgets.length > 0 ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Ctrl V: to the first place where all of them are free together. */
export function paste(canvas: OpenCanvas): boolean {
  const from = copied();
  if (!from) return false;
  if (!mayEdit()) return true;
  const box = boxOf(from.widgets);
  const columns = desktopColumns();
  const taken = canvasState().layout.widgets.map((one) => one.desktop);
  const at = firstFree({ w: Math.min(box.w, columns), h: box.h }, taken, columns);
  put(canvas, from.canvas, from.widgets, { x: at.x - box.x, y: at.y - box.y }, groupWords.now().pasted);
  return true;
}

/** Ctrl D: below what is selected. */
export function duplicateAll(canvas: OpenCanvas, widgets: readonly Widget[] = selectedWidgets()): boolean {
  if (widgets.length === 0) return false;
  if (!mayEdit()) return true;
  const members = widgets.slice(0, COPIED_MOST).map(onDesktop);
  const by = { x: 0, y: boxOf(members).h };
  put(canvas, canvas.id, members, by, groupWords.now().duplicated);
  return true;
}

function put(
  canvas: OpenCanvas,
  source: string,
  members: readonly Member[],
  by: Position,
  done: (n: number) => string,
): void {
  const cause = freshId();
  const columns = desktopColumns();
  const ids = members.map(() => freshId());
  const orders = members.map(({ id, position, size }, i) => ({
    from: { canvas: source, widget: id },
    position: {
      x: Math.max(0, Math.min(position.x + by.x, columns - size.w)),
      y: Math.max(0, position.y + by.y),
    },
    widget: ids[i],
    cause,
  }));
  const address = `/api/canvas/${encodeURIComponent(canvas.id)}/copies`;
  const all = (async () => {
    // One after the other: each is placed on what the one before it left.
    for (const body of orders) await host.api(address, { method: 'POST', body });
  })();
  all.then(
    () => {
      announce(done(ids.length));
      shown(ids);
    },
    (error: unknown) => toast({ text: problemText(error), tone: 'bad' }),
  );
}

/** Their events come by the socket, a moment before or after the answer. */
function shown(ids: readonly string[]): void {
  const ready = () => ids.every((id) => canvasState().widgets[id] !== undefined);
  const focus = () => {
    requestAnimationFrame(() => {
      const [first] = ids;
      if (first === undefined) return;
      focusWidget(first);
      selectMany(ids);
    });
  };
  if (ready()) {
    focus();
    return;
  }
  const stop = host.store.subscribe(() => {
    if (!ready()) return;
    end();
    focus();
  });
  const timer = setTimeout(() => end(), 5_000);
  const end = () => {
    stop();
    clearTimeout(timer);
  };
}
