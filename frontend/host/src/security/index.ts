import { useSyncExternalStore } from 'react';
import { host } from '../modules.ts';
import type { Session, UserContext } from './types.ts';

export { ApiError } from '../http/types.ts';
export type { SecurityContext, Session, SessionStatus, UserContext } from './types.ts';
/** Who is at this browser. */
export const security = host.security;

export function useSession(): Session {
  return useSyncExternalStore(
    (listener) => security.subscribe(listener),
    () => security.session(),
  );
}
export const useUser = (): UserContext | null => useSession().user;
