/** Templates by HTTP: what a canvas can start from. */
import type { CanvasView, Place } from '@gesso/sdk/protocol';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Page } from '../http/index.ts';
import { host } from '../modules.ts';
import { useLanguage } from '../words/words.ts';

export interface TemplateItem {
  id: string;
  title: string;
  description: string;
  scope: 'builtin' | 'own' | 'shared';
  /** Its maker's name, when that is somebody else. */
  name?: string;
  /** What was in the apps comes with it. */
  data: boolean;
  columns: number;
  widgets: readonly (Place & { appId: string; title: string })[];
  createdAt?: string;
}

const TEMPLATES = ['templates'] as const;
const PAGE = 50;

export const useTemplates = () => {
  const language = useLanguage();
  return useInfiniteQuery({
    queryKey: [...TEMPLATES, language],
    queryFn: ({ pageParam }) =>
      host.api<Page<TemplateItem>>(
        `/api/templates?language=${language}&limit=${PAGE}${pageParam ? `&after=${encodeURIComponent(pageParam)}` : ''}`,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
    staleTime: 60_000,
  });
};

/** A canvas that starts from a template; sent again it is the same one. */
export function useStartFrom() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: { template: string; title: string }) =>
      host.api<CanvasView>('/api/canvas', { method: 'POST', body: input }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['canvases'] }),
  });
}

export function useSaveTemplate(canvas: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: { title: string; description: string; data: boolean }) =>
      host.api<TemplateItem>(`/api/canvas/${encodeURIComponent(canvas)}/templates`, {
        method: 'POST',
        body: input,
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: TEMPLATES }),
  });
}

export function useRemoveTemplate() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      host.api<void>(`/api/templates/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries({ queryKey: TEMPLATES }),
  });
}
