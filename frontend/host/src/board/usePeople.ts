import { useMemo } from 'react';
import { hueOf } from '../kit/people.ts';
import { useCanvasMeta, usePeerList } from '../state/index.ts';

/** Colours of people on this canvas: the same on every screen. */
export function useHues(): (user: string) => string {
  const meta = useCanvasMeta();
  const canvas = meta?.id ?? '';
  const members = meta?.members;
  return useMemo(() => {
    const order = members?.map((member) => member.user) ?? [];
    const known = new Map<string, string>();
    return (user) => {
      const hue = known.get(user) ?? hueOf(user, canvas, order);
      known.set(user, hue);
      return hue;
    };
  }, [canvas, members]);
}

export interface PersonHere {
  readonly user: string;
  readonly name: string;
  /** One of the person's sessions, for following. */
  readonly session: string;
}

/** Who else is here now, each person once however many tabs they have. */
export function useOthers(): readonly PersonHere[] {
  const peers = usePeerList();
  const own = useCanvasMeta()?.session;
  return useMemo(() => {
    const people = new Map<string, PersonHere>();
    for (const { session, user, name } of peers)
      if (session !== own && !people.has(user)) people.set(user, { user, name, session });
    return [...people.values()];
  }, [peers, own]);
}
