/** A module of an app for a component: loading, here, or failed; a failure is tried again by itself. */
import { useCallback, useEffect, useState } from 'react';
import { host } from '../modules.ts';
import { LoadError, type LoadFailure } from './types.ts';

/** A failed app is asked for again by itself after this long, then after twice that, and so on. */
const AGAIN_MILLIS = 3_000;
const AGAIN_MOST_MILLIS = 60_000;

export type Remote<T> =
  | { kind: 'loading' }
  | { kind: 'here'; module: T }
  | { kind: 'failed'; failure: LoadFailure };

export function useRemote<T>(appId: string, module: string): [Remote<T>, () => void] {
  const here = (): Remote<T> => {
    const known = host.loader.peek(appId, module);
    return known === undefined ? { kind: 'loading' } : { kind: 'here', module: known as T };
  };
  const [remote, setRemote] = useState<Remote<T>>(here);
  const load = useCallback(
    (start: () => Promise<unknown>) => {
      let current = true;
      start().then(
        (loaded) => current && setRemote({ kind: 'here', module: loaded as T }),
        (error: unknown) =>
          current && setRemote({ kind: 'failed', failure: failureOf(error, appId, module) }),
      );
      return () => {
        current = false;
      };
    },
    [appId, module],
  );
  useEffect(() => load(() => host.loader.loadRemoteModule(appId, module)), [load, appId, module]);
  useEffect(
    () => host.loader.onRecovered(appId, () => void load(() => host.loader.loadRemoteModule(appId, module))),
    [load, appId, module],
  );
  const retry = useCallback(() => {
    setRemote({ kind: 'loading' });
    load(() => host.loader.retry(appId).then(() => host.loader.loadRemoteModule(appId, module)));
  }, [load, appId, module]);
  const failure = remote.kind === 'failed' ? remote.failure : undefined;
  useEffect(() => {
    if (!failure || failure.reason === 'broken' || failure.reason === 'unknown-app') return;
    const wait = Math.min(AGAIN_MILLIS * 2 ** (failure.attempts - 1), AGAIN_MOST_MILLIS);
    const timer = setTimeout(() => load(() => host.loader.retry(appId)), wait);
    return () => clearTimeout(timer);
  }, [failure, load, appId]);
  return [remote, retry];
}

function failureOf(error: unknown, remote: string, module: string): LoadFailure {
  if (error instanceof LoadError) return error.failure;
  return { remote, module, reason: 'broken', message: String(error), attempts: 1 };
}
