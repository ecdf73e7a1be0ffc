/** Canvases, members and links of this person, by HTTP. */
import type { CanvasView, Grid, Role } from '@gesso/sdk/protocol';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Page, problemOf, type Written } from '../http/index.ts';
import { host } from '../modules.ts';
import type { CanvasListItem, DeletedCanvas, Member, ShareLink } from './types.ts';

export type * from './types.ts';

const CANVASES = ['canvases'] as const;
const DELETED = ['deleted-canvases'] as const;
const PAGE = 50;
const path = (canvas: string, rest = ''): string => `/api/canvas/${encodeURIComponent(canvas)}${rest}`;

export const useCanvases = () =>
  useInfiniteQuery({
    queryKey: CANVASES,
    queryFn: ({ pageParam }) =>
      host.api<Page<CanvasListItem>>(
        `/api/canvas?limit=${PAGE}${pageParam ? `&after=${encodeURIComponent(pageParam)}` : ''}`,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
  });

/** A change by HTTP that makes these queries stale. */
function useChange<In, Out>(run: (input: In) => Promise<Out>, ...stale: (readonly unknown[])[]) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: () => Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

export const useCreateCanvas = () =>
  useChange(
    (input: { title?: string; grid?: Partial<Grid> }) =>
      host.api<CanvasView>('/api/canvas', { method: 'POST', body: input }),
    CANVASES,
  );
export const useRenameCanvas = () =>
  useChange(
    ({ id, title }: { id: string; title: string }) =>
      host.api<CanvasView>(path(id), { method: 'PATCH', body: { title } }),
    CANVASES,
  );
export const useDeleteCanvas = () =>
  useChange((id: string) => host.api<Written>(path(id), { method: 'DELETE' }), CANVASES, DELETED);
/** What this person owned and deleted, as long as it can be brought back. */
export const useDeletedCanvases = (wanted = true) =>
  useQuery({
    queryKey: DELETED,
    enabled: wanted,
    queryFn: async () => (await host.api<Page<DeletedCanvas>>('/api/canvas?deleted=true')).items,
  });
export const useRestoreCanvas = () =>
  useChange(
    (id: string) => host.api<Written>(path(id, '/restore'), { method: 'POST', body: {} }),
    CANVASES,
    DELETED,
  );

const membersOf = (canvas: string) => ['members', canvas] as const;
export const useMembers = (canvas: string) =>
  useQuery({
    queryKey: membersOf(canvas),
    queryFn: async () => {
      const answer = await host.api<Page<Member> | Member[]>(path(canvas, '/members'));
      return Array.isArray(answer) ? answer : answer.items;
    },
  });
export const useSetRole = (canvas: string) =>
  useChange(
    ({ user, role }: { user: string; role: Role }) =>
      host.api<Written>(path(canvas, `/members/${encodeURIComponent(user)}`), {
        method: 'PUT',
        body: { role },
      }),
    membersOf(canvas),
  );
export const useRemoveMember = (canvas: string) =>
  useChange(
    (user: string) =>
      host.api<Written>(path(canvas, `/members/${encodeURIComponent(user)}`), { method: 'DELETE' }),
    membersOf(canvas),
    CANVASES,
  );

const linksOf = (canvas: string) => ['links', canvas] as const;
export const useLinks = (canvas: string) =>
  useQuery({
    queryKey: linksOf(canvas),
    queryFn: async () => {
      const answer = await host.api<Page<ShareLink> | ShareLink[]>(path(canvas, '/links'));
      return Array.isArray(answer) ? answer : answer.items;
    },
  });
export const useCreateLink = (canvas: string) =>
  useChange(
    (input: { role: Role; expiresAt?: string }) =>
      host.api<ShareLink>(path(canvas, '/links'), { method: 'POST', body: input }),
    linksOf(canvas),
  );
export const useRevokeLink = (canvas: string) =>
  useChange(
    (id: string) => host.api<Written>(path(canvas, `/links/${encodeURIComponent(id)}`), { method: 'DELETE' }),
    linksOf(canvas),
  );
export const useJoinLink = () =>
  useChange(
    (link: string) =>
      host.api<{ canvas: string; role: Role }>('/api/canvas/join', { method: 'POST', body: { link } }),
    CANVASES,
  );

/** What to give to another person. */
export const shareUrl = (link: Pick<ShareLink, 'link'>): string =>
  new URL(`/join/${encodeURIComponent(link.link)}`, location.href).href;

/** Every event of the canvas and its widgets since its birth, one line each (NDJSON). */
export async function fetchHistory(canvas: string): Promise<Blob> {
  const token = await host.security.token();
  const response = await fetch(path(canvas, '/history?limit=0'), {
    headers: { Authorization: `Bearer ${token}`, Accept: 'application/x-ndjson' },
  });
  if (!response.ok) throw await problemOf(response);
  return response.blob();
}
