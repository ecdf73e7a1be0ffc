/** Brings what expands rules, once something repeats. */
import { useCallback, useEffect, useState } from 'react';
import type { Entry } from './generated/calendar.ts';
import type { Expansion } from './occurrences.ts';

export interface Loading {
  expansion: Expansion | undefined;
  failed: boolean;
  retry(): void;
}

export function useExpansion(entries: readonly Entry[]): Loading {
  const needed = entries.some(({ rule }) => rule !== undefined);
  const [expansion, setExpansion] = useState<Expansion>();
  const [failed, setFailed] = useState(false);
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!needed || expansion) return;
    let here = true;
    setFailed(round < 0);
    import('./expand.ts').then(
      ({ expand, budget }) => here && setExpansion({ expand, budget }),
      () => here && setFailed(true),
    );
    return () => {
      here = false;
    };
  }, [needed, expansion, round]);
  const retry = useCallback(() => setRound((n) => n + 1), []);
  return { expansion, failed, retry };
}
