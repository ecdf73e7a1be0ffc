/** The past of the open canvas: one playhead for all that draws it. */
import { createStore, useStore } from 'zustand';
import { useCanvasHandle } from '../canvas/index.ts';
import type { OpenCanvas } from '../canvas/session.ts';
import { toast } from '../kit/toasts.ts';
import { host } from '../modules.ts';
import type { Moment } from './fold.ts';
import { Player, type PlayheadState } from './player.ts';
import { type Reader, readerOf } from './reader.ts';
import { Undoer } from './undoing.ts';
import { pastWords } from './words.ts';

/** What the shown moment is compared with: the present, or a moment that was pinned. */
export type Against = { readonly kind: 'now' } | { readonly kind: 'pinned'; readonly moment: Moment };

export interface Past {
  readonly reader: Reader;
  readonly player: Player;
  readonly undoer: Undoer;
  /** The past moment that is shown. */
  shown(): Moment | undefined;
}

const pasts = new WeakMap<OpenCanvas, Past>();

/** Newest instant of which this page has heard. */
export function presentOf(): number {
  const { canvas, eventLog } = host.store.getState();
  return Math.max(canvas?.at ?? 0, eventLog.at(-1)?.at ?? 0);
}

export function pastOf(canvas: OpenCanvas): Past {
  const known = pasts.get(canvas);
  if (known) return known;
  const reader = readerOf(host.api, canvas.id);
  let shown: Moment | undefined;
  const player = new Player({
    reader,
    show: (moment) => {
      shown = moment;
      canvas.showPast(
        moment && {
          at: moment.at,
          canvas: moment.canvas,
          widget: (id) => moment.widgets.get(id),
          why: pastWords.now().why,
        },
      );
    },
    failed: () => toast({ text: pastWords.now().failedMoment, tone: 'bad' }),
    present: presentOf,
    frame: (action) => requestAnimationFrame(action),
    cancel: (frame) => cancelAnimationFrame(frame),
  });
  const made: Past = { reader, player, undoer: new Undoer(host.api, canvas.id), shown: () => shown };
  pasts.set(canvas, made);
  return made;
}

export const usePast = (): Past => pastOf(useCanvasHandle());
export const usePlayhead = <T>(select: (state: PlayheadState) => T): T =>
  useStore(usePast().player.state, select);

export const comparison = createStore<{ readonly against: Against | undefined }>()(() => ({
  against: undefined,
}));
export const useAgainst = (): Against | undefined => useStore(comparison, ({ against }) => against);
export const compareWith = (against: Against | undefined): void => comparison.setState({ against });
