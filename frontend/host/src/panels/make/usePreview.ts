import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../generator/hints.ts';
import { generator } from '../../generator/index.ts';
import type { AppSpecification, GeneratedCode } from '../../generator/types.ts';
import { errorsOf } from './SpecifyStep.tsx';

/** After the last change, before code is asked for. */
const CALM_MILLIS = 450;

export interface PreviewState {
  /** The newest code that there is. */
  readonly code: GeneratedCode | undefined;
  readonly busy: boolean;
  readonly error: unknown;
  /** What the server would refuse of this very specification. */
  readonly problems: readonly Problem[];
  /** Asks anew, without waiting for calm. */
  again(): void;
}
const NONE: readonly Problem[] = [];

/** Code for what is on the screen, a moment after it was changed; what is overtaken is stopped. */
export function usePreview(specification: AppSpecification, wanted: boolean): PreviewState {
  const [state, setState] = useState<Omit<PreviewState, 'problems' | 'again'>>({
    code: undefined,
    busy: true,
    error: undefined,
  });
  const [failedFor, setFailedFor] = useState<string>();
  const [asked, setAsked] = useState(0);
  const pressed = useRef(false);
  const key = JSON.stringify(specification);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` says to begin anew
  useEffect(() => {
    const calm = pressed.current ? 0 : CALM_MILLIS;
    pressed.current = false;
    if (!wanted) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      setState((before) => ({ ...before, busy: true }));
      try {
        const code = await generator.generateMicroApp(JSON.parse(key) as AppSpecification, stop.signal);
        if (!stop.signal.aborted) setState({ code, busy: false, error: undefined });
      } catch (error) {
        if (stop.signal.aborted) return;
        setFailedFor(key);
        setState((before) => ({ ...before, busy: false, error }));
      }
    }, calm);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key, wanted, asked]);
  const again = () => {
    pressed.current = true;
    setAsked((n) => n + 1);
  };
  return { ...state, problems: failedFor === key ? errorsOf(state.error) : NONE, again };
}
