import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../http/index.ts';
import { problemText } from '../words/problems.ts';
import { type Answer, ask, type Given } from './index.ts';

/** One question at a time: a new one, or leaving, ends the one before. */
export function useAsking() {
  const [answer, setAnswer] = useState<Answer>();
  const [problem, setProblem] = useState('');
  const [isRunning, setRunning] = useState(false);
  const under = useRef<AbortController>(undefined);
  const stop = useCallback(() => {
    under.current?.abort();
    under.current = undefined;
    setRunning(false);
  }, []);
  useEffect(() => stop, [stop]);
  const forget = useCallback(() => {
    stop();
    setAnswer(undefined);
    setProblem('');
  }, [stop]);
  const start = useCallback(
    async (sql: string, given: Given) => {
      stop();
      const mine = new AbortController();
      under.current = mine;
      setRunning(true);
      setProblem('');
      try {
        const found = await ask(sql, given, mine.signal);
        if (under.current === mine) setAnswer(found);
      } catch (error) {
        if (under.current === mine) {
          setAnswer(undefined);
          setProblem(wordsOf(error));
        }
      } finally {
        if (under.current === mine) stop();
      }
    },
    [stop],
  );
  return useMemo(
    () => ({
      answer,
      problem,
      isRunning,
      ask: (sql: string, given: Given) => void start(sql, given),
      stop,
      forget,
    }),
    [answer, problem, isRunning, start, stop, forget],
  );
}

/** What the database says of the text is what helps most. */
const wordsOf = (error: unknown): string =>
  error instanceof ApiError && error.detail ? error.detail.replace(/^sql: /, '') : problemText(error);
