import { expect, it } from 'vitest';
import { peopleIn } from './people.ts';
import type { CanvasState } from './types.ts';

const given = (members: object[], peers: object[]) =>
  ({ canvas: { id: 'c1', members }, peers }) as unknown as Pick<CanvasState, 'canvas' | 'peers'>;

it('[FE-154] names members by what is known of them, also those who came a moment ago', () => {
  const members = [{ user: 'u1', name: 'Zoe' }, { user: 'u2' }, { user: 'u3' }];
  const before = peopleIn(given(members, []));
  expect(before.map(({ name }) => name)).toEqual(['Zoe']);
  const peers = [{ session: 's', user: 'u2', name: 'Ann', role: 'editor' }];
  const after = peopleIn(given(members, peers));
  expect(after.map(({ name }) => name)).toEqual(['Ann', 'Zoe']);
  expect(new Set(after.map(({ colour }) => colour)).size).toBe(2);
  expect(after[1]).toEqual(before[0]);
  expect(peopleIn(given([...members], [...peers])), 'the same as long as nothing is new').toBe(after);
});
