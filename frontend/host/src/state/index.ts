import { places } from '../canvas/rules.ts';
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

/** Hash of confirmed grid and places: equal on every page that has come to the same revision. */
export async function stateHash(): Promise<string> {
  const canvas = host.open?.live.model.confirmedCanvas;
  if (!canvas) return '';
  const at = places(canvas);
  const widgets = [...canvas.widgets.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, appId, title, wanted, size, z, locked, screens }) => [
      id,
      appId,
      title,
      at.get(id)?.x,
      at.get(id)?.y,
      wanted.x,
      wanted.y,
      size.w,
      size.h,
      z,
      locked,
      ...[screens?.tablet, screens?.phone].flatMap((place) =>
        place ? [[place.position.x, place.position.y, place.size.w, place.size.h]] : [],
      ),
    ]);
  const { columns, rowHeight, gap, collision } = canvas.grid;
  const text = JSON.stringify([canvas.title, columns, rowHeight, gap, collision, widgets]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, 16);
}
