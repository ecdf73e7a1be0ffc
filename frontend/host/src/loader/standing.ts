import { useSyncExternalStore } from 'react';
import { host } from '../modules.ts';
import type { OutOfUse } from '../registry/types.ts';

/** Why this version may not run, or undefined; renders again when operators say otherwise. */
export const useOutOfUse = (appId: string, version: string): OutOfUse | undefined =>
  useSyncExternalStore(
    (listener) => host.registry.subscribe(listener),
    () => host.registry.outOfUse(appId, version),
  );
