/** When an open canvas is kept on this device: soon after the first change, then now and then, and on leaving. */
import { dropCanvas, type KeptCanvas, keepCanvas } from './kept.ts';

const FIRST_MILLIS = 1_500;
const AGAIN_MILLIS = 3_000;

export interface Keeping {
  /** Something may have changed. */
  changed(): void;
  /** It is not this person's to see any more. */
  drop(): void;
  stop(): void;
}

/** `taken` is undefined as long as there is nothing to keep. */
export function keepWhileOpen(user: string, canvas: string, taken: () => KeptCanvas | undefined): Keeping {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_MILLIS;
  let over = false;
  const keep = () => {
    clearTimeout(timer);
    timer = undefined;
    const now = over ? undefined : taken();
    if (!now) return;
    wait = AGAIN_MILLIS;
    void keepCanvas(now);
  };
  const leaving = () => {
    if (document.visibilityState === 'hidden' && timer !== undefined) keep();
  };
  document.addEventListener('visibilitychange', leaving);
  return {
    changed() {
      if (!over) timer ??= setTimeout(keep, wait);
    },
    drop() {
      if (over) return;
      over = true;
      clearTimeout(timer);
      void dropCanvas(user, canvas);
    },
    stop() {
      if (timer !== undefined) keep();
      over = true;
      document.removeEventListener('visibilitychange', leaving);
    },
  };
}
