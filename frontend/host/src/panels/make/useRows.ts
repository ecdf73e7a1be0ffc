import { useRef } from 'react';

/** Names for rows that have none of their own, so that each keeps what is its while others come, go and move. */
export function useRows(length: number) {
  const state = useRef<{ ids: number[]; next: number }>({ ids: [], next: 0 });
  const { current } = state;
  while (current.ids.length < length) current.ids.push(current.next++);
  current.ids.length = length;
  return {
    ids: current.ids,
    move(from: number, to: number) {
      current.ids.splice(to, 0, ...current.ids.splice(from, 1));
    },
    remove(at: number) {
      current.ids.splice(at, 1);
    },
  };
}
