import { useEffect, useRef } from 'react';
import { canvasPath, go, useQuery } from '../app/router.tsx';
import { useCanvasHandle } from '../canvas/index.ts';
import { toast } from '../kit/toasts.ts';
import { canvasState, useCanvasState } from '../state/index.ts';
import { focusWidget } from './edits.ts';
import { openPanel, shell } from './shell.ts';
import { boardWords } from './words.ts';

/** [C2] The address of a widget selects it and brings it into view; a removed one can be restored. */
export function useDeepLink(widget: string | undefined): void {
  const canvas = useCanvasHandle();
  const ready = useCanvasState((state) => state.canvas !== null && state.status.kind !== 'loading');
  const done = useRef<string>(undefined);
  useEffect(() => {
    if (widget === undefined || !ready || done.current === widget) return;
    done.current = widget;
    const state = canvasState();
    if (state.widgets[widget]) {
      requestAnimationFrame(() => focusWidget(widget));
      return;
    }
    const w = boardWords.now();
    const removed = state.removed.some((one) => one.id === widget);
    toast({
      text: w.widgetGone,
      ...(removed && state.canvas?.canEdit
        ? { action: { label: w.restore, run: () => canvas.manager.restoreWidget(widget) } }
        : {}),
    });
    go(canvasPath(canvas.id), { replace: true });
  }, [widget, ready, canvas]);
}

/** The address of a comment opens the comments at it; the address is plain again after that. */
export function useCommentLink(): void {
  const canvas = useCanvasHandle();
  const query = useQuery();
  const ready = useCanvasState((state) => state.canvas !== null && state.status.kind !== 'loading');
  useEffect(() => {
    const comment = new URLSearchParams(query).get('comment');
    if (!comment || !ready) return;
    const { panel } = shell();
    if (panel?.kind !== 'comments' || panel.comment !== comment) openPanel({ kind: 'comments', comment });
    go(canvasPath(canvas.id), { replace: true });
  }, [query, ready, canvas]);
}
