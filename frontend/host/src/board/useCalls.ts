import { useEffect } from 'react';
import { useCanvasHandle } from '../canvas/index.ts';
import { canvasState } from '../state/index.ts';
import { prefersStillness } from '../theme/appearance.ts';
import { call, follow, shell, useShell } from './shell.ts';

/** Between two calls of anybody, as the server's `gather-every`. */
export const CALL_EVERY_MS = 10_000;
/** Who does nothing goes along after this; who is busy is only asked. */
export const GOING_MS = 4_000;
/** A call that is neither taken nor declined is over after this. */
const ASKING_MS = 15_000;

let calledAt = Number.NEGATIVE_INFINITY;

/** False shortly after a call of anybody. */
export const mayCall = (): boolean => Date.now() - calledAt >= CALL_EVERY_MS;
export const noteCall = (): void => {
  calledAt = Date.now();
};

/** Hears when somebody calls everybody to what they see. Any input of my own declines. */
export function useCalls(): void {
  const { presence } = useCanvasHandle();
  useEffect(() => {
    const heard = new Map<string, number>();
    const listen = () => {
      for (const [session, { peer, data }] of presence.peers()) {
        const { gather } = data;
        if (!gather || heard.get(session) === gather) continue;
        heard.set(session, gather);
        const { canvas } = canvasState();
        const may = peer.role === 'owner' || peer.role === 'editor';
        if (!may || session === canvas?.session || session === shell().following || !mayCall()) continue;
        noteCall();
        call({ session, goes: !isAtWork() && !prefersStillness() });
      }
    };
    listen();
    return presence.subscribe(listen);
  }, [presence]);

  const open = useShell((state) => state.call);
  useEffect(() => {
    if (!open) return;
    const timer = setTimeout(
      () => {
        call(undefined);
        if (open.goes) follow(open.session);
      },
      open.goes ? GOING_MS : ASKING_MS,
    );
    const decline = (event: Event) => {
      if (event.target instanceof Element && event.target.closest('[data-testid="call"]')) return;
      // Who is only asked goes on with their work; what they do says nothing of the question.
      const out = event instanceof KeyboardEvent && event.key === 'Escape';
      if (open.goes || out) call(undefined);
    };
    for (const name of ['pointerdown', 'wheel', 'keydown'])
      addEventListener(name, decline, { capture: true });
    return () => {
      clearTimeout(timer);
      for (const name of ['pointerdown', 'wheel', 'keydown'])
        removeEventListener(name, decline, { capture: true });
    };
  }, [open]);
}

/** In the middle of a sentence or of a drag nobody is taken away. */
function isAtWork(): boolean {
  const { activeElement } = document;
  const writes =
    activeElement instanceof HTMLElement &&
    activeElement.matches('input, textarea, select, [contenteditable=""], [contenteditable="true"]');
  return writes || document.documentElement.dataset.dragging !== undefined;
}
