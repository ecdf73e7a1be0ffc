/** Names of people on the open canvas. */
import type { Person } from '@gesso/sdk';
import { hueOf } from '../kit/people.ts';
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

type Members = NonNullable<CanvasState['canvas']>['members'];
type Peers = CanvasState['peers'];
const NOBODY: readonly Person[] = [];
let known: { members: Members; peers: Peers; people: readonly Person[] } | undefined;

/**
 * Members whose name is known, by name; the same list as long as they are the same. Who has joined since the canvas
 * was opened is named by their presence, for no event carries a name.
 */
export function peopleIn({ canvas, peers }: Pick<CanvasState, 'canvas' | 'peers'>): readonly Person[] {
  if (!canvas) return NOBODY;
  const { id: canvasId, members } = canvas;
  if (known?.members !== members || known.peers !== peers) {
    const order = members.map(({ user }) => user);
    const here = new Map(peers.map(({ user, name }) => [user, name]));
    const people = members
      .flatMap(({ user, name = here.get(user) }) =>
        name === undefined ? [] : [{ id: user, name, colour: hueOf(user, canvasId, order) }],
      )
      .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
    const same = JSON.stringify(people) === JSON.stringify(known?.people);
    known = { members, peers, people: same && known ? known.people : people };
  }
  return known.people;
}
