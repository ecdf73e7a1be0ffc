import { type RefObject, useEffect, useLayoutEffect } from 'react';
import { host } from '../modules.ts';
import { canvasState } from '../state/index.ts';
import { isBusy } from './busy.ts';
import { frameOf } from './edits.ts';
import type { Metrics } from './geometry.ts';
import { type Box, boxesOf, nearNow, nearWidgets, resetNear, setNear } from './near.ts';
import { shell, useShell } from './shell.ts';

/** Keeps account of which widgets are near what is in sight, as people scroll, select and move things. */
export function useNearness(stage: RefObject<HTMLElement | null>, metrics: Metrics): void {
  useLayoutEffect(() => {
    const view = stage.current;
    if (!view) return;
    let layout: unknown;
    let boxes: Map<string, Box> = new Map();
    // Measured when it changes only: to ask amid moves has the browser lay out the moved frames once more.
    let sight = sightOf(view);
    const look = () => {
      const { widgets } = canvasState().layout;
      if (widgets !== layout) {
        layout = widgets;
        boxes = boxesOf(widgets, metrics);
      }
      const { selected, renaming } = shell();
      const busy = (id: string) =>
        id === selected || id === renaming || (nearNow().has(id) && isBusy(id, frameOf(id)));
      setNear(nearWidgets(boxes, sight, nearNow(), busy));
    };
    const looking = onceAFrame(look);
    const measuring = onceAFrame(() => {
      sight = sightOf(view);
      look();
    });
    look();
    view.addEventListener('scroll', measuring.soon, { passive: true });
    const resized = new ResizeObserver(measuring.soon);
    resized.observe(view);
    const offStore = host.store.subscribe((now, before) => {
      if (now.layout.widgets.length !== before.layout.widgets.length) look();
      else if (now.layout !== before.layout) looking.soon();
    });
    const offShell = useShell.subscribe((now, before) => {
      if (now.selected !== before.selected || now.renaming !== before.renaming) look();
    });
    return () => {
      looking.stop();
      measuring.stop();
      view.removeEventListener('scroll', measuring.soon);
      resized.disconnect();
      offStore();
      offShell();
    };
  }, [stage, metrics]);
  useEffect(() => resetNear, []);
}

/** What is in sight, in pixels of the paper. */
export function sightOf(view: HTMLElement): Box {
  const top = view.scrollTop;
  const left = view.scrollLeft;
  return {
    top,
    left,
    bottom: top + (view.clientHeight || innerHeight),
    right: left + (view.clientWidth || innerWidth),
  };
}

/** Runs an action at the next frame, once however often it is asked for. */
export function onceAFrame(action: () => void): { soon(): void; stop(): void } {
  let frame: number | undefined;
  return {
    soon() {
      frame ??= requestAnimationFrame(() => {
        frame = undefined;
        action();
      });
    },
    stop() {
      if (frame !== undefined) cancelAnimationFrame(frame);
      frame = undefined;
    },
  };
}
