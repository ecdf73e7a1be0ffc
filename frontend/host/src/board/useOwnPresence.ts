import { type RefObject, useEffect } from 'react';
import { useCanvasHandle } from '../canvas/index.ts';
import { canvasState } from '../state/index.ts';
import { noteWriting } from './busy.ts';
import type { Metrics } from './geometry.ts';
import { type Both, onDesktop, type Sight } from './otherScreens.ts';
import { useShell } from './shell.ts';
import { onceAFrame, sightOf } from './useNearness.ts';

/** Without any input for this long a person counts as away. */
export const IDLE_MS = 60_000;
/** Typing ends this long after the last letter. */
export const TYPING_MS = 3_000;

/** Of a larger selection the others see this many. */
const TOLD_MOST = 30;

const INPUTS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart', 'focus'] as const;

/** Tells the others what I select, look at, follow and write in, and whether I am there at all. */
export function useOwnPresence(stage: RefObject<HTMLElement | null>, metrics: Metrics): void {
  const { presence } = useCanvasHandle();
  const selected = useShell((state) => state.selected);
  const also = useShell((state) => state.also);
  const following = useShell((state) => state.following);

  useEffect(() => {
    presence.setSelection(selected ? [selected, ...also].slice(0, TOLD_MOST) : []);
  }, [presence, selected, also]);
  useEffect(() => {
    presence.setFollow(following ?? null);
  }, [presence, following]);

  useEffect(() => {
    const view = stage.current;
    if (!view) return;
    const tell = () => presence.setView(viewOf(view, metrics, canvasState().layout.widgets));
    const telling = onceAFrame(tell);
    tell();
    view.addEventListener('scroll', telling.soon, { passive: true });
    const resized = new ResizeObserver(telling.soon);
    resized.observe(view);
    return () => {
      telling.stop();
      view.removeEventListener('scroll', telling.soon);
      resized.disconnect();
    };
  }, [presence, stage, metrics]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const input = () => {
      clearTimeout(timer);
      timer = setTimeout(() => presence.setIdle(true), IDLE_MS);
      presence.setIdle(false);
    };
    input();
    for (const name of INPUTS) addEventListener(name, input, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const name of INPUTS) removeEventListener(name, input, { capture: true });
    };
  }, [presence]);

  useEffect(() => {
    const view = stage.current;
    if (!view) return;
    let timer: ReturnType<typeof setTimeout>;
    const wrote = ({ target }: Event) => {
      const body = target instanceof Element ? target.closest('[data-testid="widget-body"]') : null;
      const widget = body?.closest('[data-widget]')?.getAttribute('data-widget');
      if (!widget || !(target instanceof Element)) return;
      noteWriting(widget, target);
      presence.setTyping(widget);
      clearTimeout(timer);
      timer = setTimeout(() => presence.setTyping(null), TYPING_MS);
    };
    view.addEventListener('input', wrote, { capture: true });
    return () => {
      clearTimeout(timer);
      view.removeEventListener('input', wrote, { capture: true });
    };
  }, [presence, stage]);
}

/** What is in sight, in cells of the desktop's arrangement. */
export function viewOf(view: HTMLElement, metrics: Metrics, widgets: readonly Both[]): Sight {
  const { left, top, right, bottom } = sightOf(view);
  const shown = {
    x: tenths((left - metrics.margin) / metrics.stepX),
    y: tenths((top - metrics.margin) / metrics.stepY),
    w: tenths((right - left) / metrics.stepX),
    h: tenths((bottom - top) / metrics.stepY),
  };
  return metrics.at === 'desktop' ? shown : onDesktop(widgets, shown);
}

const tenths = (cells: number): number => Math.round(cells * 10) / 10;
