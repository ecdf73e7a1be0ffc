/** A page that nobody sees draws no pictures; then what waits for one is done after this. */
const UNSEEN_MILLIS = 250;

export interface Pictures {
  /** Once before the next picture, however often it is asked for. */
  soon(): void;
  /** At once, and not again for what was asked before. */
  now(): void;
  stop(): void;
}

/** What came since the last picture goes into the next one together: nobody sees what is between them. */
export function beforePicture(draw: () => void): Pictures {
  let frame: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    clearTimeout(timer);
    frame = undefined;
  };
  const now = () => {
    stop();
    draw();
  };
  return {
    soon() {
      if (frame !== undefined) return;
      frame = requestAnimationFrame(now);
      timer = setTimeout(now, UNSEEN_MILLIS);
    },
    now,
    stop,
  };
}
