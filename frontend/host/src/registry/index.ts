import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { host } from '../modules.ts';
import type { MicroApp } from './types.ts';

export { type MicroApp, type MicroAppDetails, type RegistryClient, UnknownApp } from './types.ts';
/** What apps there are. */
export const registry = host.registry;

export const useApps = (query = '') =>
  useQuery({
    queryKey: ['apps', query.trim()],
    queryFn: () => (query.trim() === '' ? registry.listAvailableApps() : registry.searchApps(query.trim())),
    placeholderData: (before: MicroApp[] | undefined) => before,
  });
export const useAppDetails = (appId: string) =>
  useQuery({ queryKey: ['app', appId], queryFn: () => registry.getAppDetails(appId) });

/** The cached entry; renders again when it changes. */
export const useApp = (appId: string): MicroApp | undefined =>
  useSyncExternalStore(
    (listener) => registry.subscribe(listener),
    () => registry.peek(appId),
  );
