import { useEffect } from 'react';
import { go, useQuery } from '../app/router.tsx';
import { useCanvasState } from '../state/index.ts';
import { instantOf } from './axis.ts';
import { usePast } from './past.ts';

/** The address follows when the playhead has rested for so long: browsers bear no more. */
const REST_MS = 400;

/** `?at=` opens that instant; while the past is shown the address says which. */
export function useAddress(): void {
  const { player } = usePast();
  const asked = new URLSearchParams(useQuery()).get('at');
  const ready = useCanvasState(({ canvas }) => canvas !== null);
  useEffect(() => {
    const wanted = instantOf(asked);
    if (!ready || wanted === undefined) return;
    if (player.state.getState().at !== wanted) player.seek(wanted);
  }, [asked, ready, player]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = () => {
      const { at, playing } = player.state.getState();
      if (playing) return;
      const query = new URLSearchParams(location.search);
      if (at === null) query.delete('at');
      else query.set('at', `${at}`);
      const text = query.size > 0 ? `?${query}` : '';
      if (text !== location.search) go(`${location.pathname}${text}`, { replace: true });
    };
    const off = player.state.subscribe((now, before) => {
      if (now.at === before.at && now.playing === before.playing) return;
      clearTimeout(timer);
      // Back at live the address is plain at once: nobody copies a stale one.
      if (now.at === null) write();
      else timer = setTimeout(write, REST_MS);
    });
    return () => {
      off();
      clearTimeout(timer);
    };
  }, [player]);
}

export const linkTo = (at: number): string => `${location.origin}${location.pathname}?at=${at}`;
