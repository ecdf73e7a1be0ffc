/** The store for components: the narrower the selector, the fewer the renders. */
import type { Peer } from '@gesso/sdk/protocol';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { host } from '../modules.ts';
import { nameIn } from './people.ts';
import type {
  CanvasMeta,
  CanvasState,
  EventLogEntry,
  Notice,
  SaveStatus,
  UserPreferences,
  Widget,
} from './types.ts';

export const useCanvasState = <T>(selector: (state: CanvasState) => T): T => useStore(host.store, selector);

/** Ids in reading order; the same array while they stay. */
export const useWidgetIds = (): readonly string[] =>
  useStore(
    host.store,
    useShallow((state: CanvasState) => state.layout.widgets.map((widget) => widget.id)),
  );
/** Ids in an order that no move changes; the same array while they stay. */
export const useSteadyIds = (): readonly string[] =>
  useStore(
    host.store,
    useShallow((state: CanvasState) => Object.keys(state.widgets).sort()),
  );
/** One widget; renders again only for its own changes. */
export const useWidget = (id: string): Widget | undefined => useCanvasState((state) => state.widgets[id]);
export const useGrid = (): CanvasState['layout']['grid'] => useCanvasState((state) => state.layout.grid);
/** What is known of the open canvas, without its revision, which every change of anything moves. */
export const useCanvasMeta = (): Omit<CanvasMeta, 'revision' | 'at'> | null =>
  useStore(
    host.store,
    useShallow(({ canvas }: CanvasState) => {
      if (!canvas) return null;
      const { revision: _revision, at: _at, ...steady } = canvas;
      return steady;
    }),
  );
export const useCanEdit = (): boolean => useCanvasState((state) => state.canvas?.canEdit ?? false);
export const useStatus = (): SaveStatus =>
  useStore(
    host.store,
    useShallow((state: CanvasState) => state.status),
  );
export const useNotices = (): readonly Notice[] => useCanvasState((state) => state.notices);
export const useEventLog = (): readonly EventLogEntry[] => useCanvasState((state) => state.eventLog);
export const usePreferences = (): UserPreferences => useCanvasState((state) => state.preferences);

/** The other sessions on the canvas; a person with two tabs is there twice. */
export function usePeerList(): readonly Peer[] {
  const peers = useCanvasState((state) => state.peers);
  const own = useCanvasState((state) => state.canvas?.session);
  return useMemo(() => peers.filter((peer) => peer.session !== own), [peers, own]);
}
export const useNameOf = (user: string): string | undefined => useCanvasState((state) => nameIn(state, user));
