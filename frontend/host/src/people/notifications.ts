/** What this person is told of: comments that name them or answer them, on all their canvases. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { host } from '../modules.ts';

export interface Notification {
  readonly canvas: string;
  readonly title: string;
  readonly comment: string;
  readonly kind: 'mention' | 'answer';
  readonly by: string;
  readonly name?: string;
  readonly text: string;
  readonly createdAt: string;
  readonly read: boolean;
}
interface Told {
  readonly items: readonly Notification[];
  readonly unread: number;
}

const TOLD = ['notifications'] as const;
/** Asked for again this often; on the open canvas they come with the comments themselves. */
const AGAIN_MS = 60_000;
const SHOWN_MOST = 30;

export const useNotifications = (enabled: boolean) =>
  useQuery({
    queryKey: TOLD,
    queryFn: () => host.api<Told>(`/api/notifications?limit=${SHOWN_MOST}`),
    refetchInterval: AGAIN_MS,
    refetchOnWindowFocus: true,
    enabled,
  });

export const lookForNotifications = (): Promise<void> => host.queries.invalidateQueries({ queryKey: TOLD });

/** One, those of a canvas, or all. */
export function useReadNotifications() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (which: { canvas?: string; comment?: string }) =>
      host.api<{ unread: number }>('/api/notifications/read', { method: 'POST', body: which }),
    onSettled: () => queries.invalidateQueries({ queryKey: TOLD }),
  });
}
