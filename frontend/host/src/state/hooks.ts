/** The store for components: the narrower the selector, the fewer the renders. */
import type { Peer } from '@gesso/sdk/protocol';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
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
import { watchWidgets } from './watch.ts';

const watch = watchWidgets(host.store);

export const useCanvasState = <T>(selector: (state: CanvasState) => T): T => useStore(host.store, selector);

/** Ids in an order that no move changes; the same array while they stay. */
export const useSteadyIds = (): readonly string[] => useCanvasState(({ widgets }) => steadyIds(widgets));

let steady: { readonly from: CanvasState['widgets']; readonly ids: readonly string[] } = {
  from: {},
  ids: [],
};
function steadyIds(widgets: CanvasState['widgets']): readonly string[] {
  if (widgets === steady.from) return steady.ids;
  const ids = Object.keys(widgets).sort();
  const same = ids.length === steady.ids.length && ids.every((id, i) => id === steady.ids[i]);
  steady = { from: widgets, ids: same ? steady.ids : ids };
  return steady.ids;
}

/** One widget; renders again only for its own changes. */
export const useWidget = (id: string): Widget | undefined => useWidgetPart(id, (widget) => widget);
/** What a component needs of one widget, as a flat object; renders again only when a value in it changes. */
export function useWidgetPart<T>(id: string, part: (widget: Widget | undefined) => T): T {
  const select = useShallow(part);
  const subscribe = useCallback((listener: () => void) => watch.subscribe(id, listener), [id]);
  return useSyncExternalStore(subscribe, () => select(host.store.getState().widgets[id]));
}
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
export const useInPast = (): boolean => useCanvasState((state) => state.past !== null);
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
