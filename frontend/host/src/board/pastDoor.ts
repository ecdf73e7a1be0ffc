/** The way from keys and links to the past, whose code comes later than they do. Not here: what it does. */
import type { PastWish } from './keys.ts';

const WISH = 'gesso:past';

export const askPast = (wish: PastWish): boolean =>
  dispatchEvent(new CustomEvent<PastWish>(WISH, { detail: wish }));

/** Returns unsubscribe. */
export function onPastAsked(listener: (wish: PastWish) => void): () => void {
  const heard = (event: Event) => listener((event as CustomEvent<PastWish>).detail);
  addEventListener(WISH, heard);
  return () => removeEventListener(WISH, heard);
}
