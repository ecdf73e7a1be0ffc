import { host } from '../modules.ts';
import { nameIn } from './people.ts';
import type { CanvasState, UserPreferences } from './types.ts';

export * from './hooks.ts';
export { EVENT_LOG_LIMIT } from './store.ts';
export type * from './types.ts';

/** The store's newest state, outside components. */
export const canvasState = (): CanvasState => host.store.getState();
/** Name of a person on the open canvas, as far as this page knows. */
export const nameOf = (user: string): string | undefined => nameIn(host.store.getState(), user);
export const setPreferences = (change: Partial<UserPreferences>): void => void host.preferences.set(change);
export const dismissNotice = (n: number): void =>
  host.store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.n !== n) }));
