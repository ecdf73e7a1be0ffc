/** What this person is told of on all their canvases: comments, chat messages that name them, todos to do. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { host } from '../modules.ts';

export interface Notification {
  readonly canvas: string;
  readonly title: string;
  /** A comment, or else an item of a widget and the event that it is known by. */
  readonly comment?: string;
  readonly event?: string;
  readonly widget?: string;
  readonly item?: string;
  readonly kind: 'mention' | 'answer' | 'chat-mention' | 'todo-assigned';
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
type Which = { canvas?: string; comment?: string } | { event: string };
export const whichOf = ({ canvas, comment, event }: Notification): Which =>
  event !== undefined ? { event } : comment !== undefined ? { canvas, comment } : { canvas };

export function useReadNotifications() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (which: Which) =>
      host.api<{ unread: number }>('/api/notifications/read', { method: 'POST', body: which }),
    onSettled: () => queries.invalidateQueries({ queryKey: TOLD }),
  });
}
