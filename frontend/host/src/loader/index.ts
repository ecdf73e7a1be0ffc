import { useSyncExternalStore } from 'react';
import { host } from '../modules.ts';
import type { LoadedApp } from '../state/types.ts';

export { MicroAppHost, MicroAppPreview, MicroAppSettings } from './MicroAppHost.tsx';
export { failureText, type TileFailure, type TileLook } from './Tile.tsx';
export { type Crash, LoadError, type LoadFailure, type ModuleFederationLoader } from './types.ts';
/** Loads apps at run time. */
export const loader = host.loader;

export function useLoadedApps(): ReadonlyMap<string, LoadedApp> {
  return useSyncExternalStore(
    (listener) => host.store.subscribe(listener),
    () => host.store.getState().loadedApps,
  );
}
