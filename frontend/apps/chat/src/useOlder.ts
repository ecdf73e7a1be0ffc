/** Messages that have left the shared state, read page by page as somebody scrolls up. */
import { type Json, useAPI } from '@gesso/sdk';
import { useCallback, useEffect, useRef, useState } from 'react';
import { PAGE_STEP } from './constants.ts';
import { messagesIn } from './messages.ts';
import type { Message } from './types.ts';

export interface Older {
  messages: readonly Message[];
  /** There is more to read. */
  more: boolean;
  state: 'idle' | 'loading' | 'failed';
  load(): void;
}

const START = { messages: [] as readonly Message[], next: undefined as string | null | undefined };

export function useOlder(kept: readonly Message[], earlier: number): Older {
  const { read } = useAPI();
  const [older, setOlder] = useState(START);
  const [state, setState] = useState<Older['state']>('idle');
  const before = useRef(kept);
  const asking = useRef(false);

  // What leaves the state while older ones are shown takes its place at their end; after a gap it begins anew.
  useEffect(() => {
    const first = kept[0];
    const left = before.current;
    before.current = kept;
    const index = first ? left.findIndex(({ id }) => id === first.id) : -1;
    if (index === 0 || left.length === 0) return;
    setOlder((now) =>
      index < 0
        ? START
        : now.next === undefined
          ? now
          : { ...now, messages: [...now.messages, ...left.slice(0, index)] },
    );
  }, [kept]);

  const load = useCallback(() => {
    const oldest = before.current[0];
    if (asking.current || older.next === null || !oldest) return;
    asking.current = true;
    setState('loading');
    const from = older.next ?? `${oldest.createdAt}~${oldest.id}`;
    read(`messages?limit=${PAGE_STEP}&before=${encodeURIComponent(from)}`)
      .then((page) => {
        setOlder((now) =>
          now.next === older.next
            ? { messages: [...pageOf(page), ...now.messages], next: nextOf(page) }
            : now,
        );
        setState('idle');
      })
      .catch(() => setState('failed'))
      .finally(() => {
        asking.current = false;
      });
  }, [older.next, read]);

  const more = older.next === undefined ? earlier > 0 : older.next !== null;
  return { messages: older.messages, more, state, load };
}

const pageOf = (page: Json): readonly Message[] =>
  typeof page === 'object' && page !== null && !Array.isArray(page)
    ? messagesIn({ messages: page.items ?? [] })
    : [];
const nextOf = (page: Json): string | null =>
  typeof page === 'object' && page !== null && !Array.isArray(page) && typeof page.next === 'string'
    ? page.next
    : null;
