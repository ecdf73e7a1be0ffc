import { CLOCK_UNITS } from '@gesso/sdk/protocol';
import { useEffect, useRef, useState } from 'react';
import { eventsBefore, type LoggedEvent, merged, type Wanted } from './history.ts';

/** Events from the server that are kept here for one filter. */
export const EARLIER_MOST = 3_000;

type Loading = 'idle' | 'busy' | 'failed';
interface Kept {
  readonly key: string;
  readonly events: readonly LoggedEvent[];
  readonly before: number | undefined;
  readonly state: Loading;
}
export interface Earlier {
  readonly events: readonly LoggedEvent[];
  readonly state: Loading;
  /** Undefined when the canvas's beginning, or as much as is kept here, is shown. */
  readonly more: (() => void) | undefined;
}

/** Clocks of others may be ahead of this one. */
const AHEAD_MILLIS = 3_600_000;

/** What happened before the events of this visit, asked of the server page by page; another filter begins anew. */
export function useEarlier(canvas: string, wanted: Wanted, log: readonly LoggedEvent[]): Earlier {
  const key = JSON.stringify([canvas, wanted]);
  const [kept, setKept] = useState<Kept>({ key, events: [], before: undefined, state: 'idle' });
  const current = useRef(key);
  useEffect(() => {
    current.current = key;
    return () => {
      current.current = '';
    };
  }, [key]);
  // What the log of this visit has no room for any more stays between it and the earlier ones.
  const last = useRef(log);
  useEffect(() => {
    const [oldest] = log;
    const left = oldest ? last.current.filter(({ at }) => at < oldest.at) : [];
    last.current = log;
    if (left.length > 0)
      setKept((before) =>
        before.events.length === 0 ? before : { ...before, events: merged(before.events, left) },
      );
  }, [log]);
  const now: Kept = kept.key === key ? kept : { key, events: [], before: undefined, state: 'idle' };
  const done = now.events.length >= EARLIER_MOST || now.before === 0;
  const more = () => {
    // One past the first that is shown: an event of another entity may have the same instant.
    const before = now.before ?? (log[0]?.at ?? (Date.now() + AHEAD_MILLIS) * CLOCK_UNITS) + 1;
    setKept({ ...now, state: 'busy' });
    eventsBefore(canvas, wanted, before).then(
      (page) => {
        if (current.current === key)
          setKept({ key, events: merged(page.events, now.events), before: page.before ?? 0, state: 'idle' });
      },
      () => {
        if (current.current === key) setKept({ ...now, state: 'failed' });
      },
    );
  };
  return { events: now.events, state: now.state, more: done ? undefined : more };
}
