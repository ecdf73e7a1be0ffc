import { useMutation, useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { host } from '../modules.ts';
import type { MicroApp, Wanted } from './types.ts';

export {
  type MicroApp,
  type MicroAppDetails,
  type OutOfUse,
  type RegistryClient,
  type Sort,
  UnknownApp,
} from './types.ts';
/** What apps there are. */
export const registry = host.registry;

export const useApps = (wanted: Wanted) =>
  useQuery({
    queryKey: ['apps', wanted.query.trim(), wanted.category ?? '', wanted.sort ?? ''],
    queryFn: () => registry.browse({ ...wanted, query: wanted.query.trim() }),
    placeholderData: (before: MicroApp[] | undefined) => before,
  });
export const useCategories = () =>
  useQuery({ queryKey: ['apps', 'categories'], queryFn: () => registry.categories() });
export const useGeneratedApps = () =>
  useQuery({ queryKey: ['apps', 'generated'], queryFn: () => registry.listGeneratedApps(), retry: false });
export const useRatings = (appId: string) =>
  useQuery({ queryKey: ['app', appId, 'ratings'], queryFn: () => registry.ratings(appId) });
export const useRate = (appId: string) =>
  useMutation({
    mutationFn: (stars: number) => registry.rate(appId, stars),
    onSuccess: (ratings) => {
      host.queries.setQueryData(['app', appId, 'ratings'], ratings);
      void host.queries.invalidateQueries({ queryKey: ['apps'] });
    },
  });
export const useRecommendations = (canvas: string, wanted: boolean) =>
  useQuery({
    queryKey: ['recommendations', canvas],
    queryFn: () => registry.recommendations(canvas),
    enabled: wanted,
    retry: false,
  });
// What operators do shows in an open catalogue too.
registry.onStanding(() => {
  void host.queries.invalidateQueries({ queryKey: ['apps'] });
  void host.queries.invalidateQueries({ queryKey: ['app'] });
});
export const useAppDetails = (appId: string) =>
  useQuery({ queryKey: ['app', appId], queryFn: () => registry.getAppDetails(appId) });

/** The cached entry; renders again when it changes. */
export const useApp = (appId: string): MicroApp | undefined =>
  useSyncExternalStore(
    (listener) => registry.subscribe(listener),
    () => registry.peek(appId),
  );
