import { useEffect, useState } from 'react';
import { host } from '../modules.ts';
import { canvasState } from '../state/index.ts';
import type { EventLogEntry } from '../state/types.ts';

/** The log of events, looked at at once after a pause and then in steps: it may change at every frame. */
export function useEventLogInSteps(everyMs: number): readonly EventLogEntry[] {
  const [log, setLog] = useState(() => canvasState().eventLog);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let again = false;
    const look = () => {
      setLog(canvasState().eventLog);
      timer = setTimeout(() => {
        timer = undefined;
        if (again) look();
        again = false;
      }, everyMs);
    };
    const off = host.store.subscribe((now, before) => {
      if (now.eventLog === before.eventLog) return;
      if (timer === undefined) look();
      else again = true;
    });
    return () => {
      clearTimeout(timer);
      off();
    };
  }, [everyMs]);
  return log;
}
