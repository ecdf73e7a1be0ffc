import { useEffect, useState } from 'react';
import { MINUTE } from './dates.ts';
import { wallIn } from './zones.ts';

/** The wall where one looks, to the minute, live. */
export function useNow(zone: string): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return wallIn(zone, now);
}
