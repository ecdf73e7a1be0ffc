/** Names of people on the open canvas. */
import type { CanvasState } from './types.ts';

export function nameIn(
  state: Pick<CanvasState, 'canvas' | 'peers' | 'user'>,
  user: string,
): string | undefined {
  if (state.user?.id === user) return state.user.name;
  return (
    state.peers.find((peer) => peer.user === user)?.name ??
    state.canvas?.members.find((member) => member.user === user)?.name
  );
}
