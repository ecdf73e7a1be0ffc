/** Up to which instant a person has seen each canvas on this device. */

const key = (user: string): string => `gesso.left|${user}`;
/** Of one person; the ones left longest ago go first. */
const KEPT_MOST = 100;

export interface Leaving {
  /** The newest instant that was seen. */
  readonly at: number;
  /** When that was, in Unix milliseconds of this device. */
  readonly time: number;
}
type Left = Record<string, Leaving>;

function read(user: string): Left {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(user)) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Left) : {};
  } catch {
    return {};
  }
}
function write(user: string, left: Left): void {
  const newest = Object.entries(left)
    .sort(([, a], [, b]) => b.time - a.time)
    .slice(0, KEPT_MOST);
  try {
    localStorage.setItem(key(user), JSON.stringify(Object.fromEntries(newest)));
  } catch {
    // A full storage costs the digest alone.
  }
}

export function leftAt(user: string, canvas: string): Leaving | undefined {
  const left = read(user)[canvas];
  return left && Number.isFinite(left.at) && Number.isFinite(left.time) ? left : undefined;
}
export function markLeft(user: string, canvas: string, at: number): void {
  if (at > 0) write(user, { ...read(user), [canvas]: { at, time: Date.now() } });
}

/** Notes what was seen when the person looks elsewhere or leaves, and tells when they look again; returns the leaving. */
export function keepLeaving(user: string, canvas: string, seen: () => number, back: () => void): () => void {
  const note = () => {
    if (document.visibilityState === 'visible') markLeft(user, canvas, seen());
  };
  const hidden = () => {
    if (document.visibilityState === 'hidden') markLeft(user, canvas, seen());
    else back();
  };
  addEventListener('pagehide', note);
  document.addEventListener('visibilitychange', hidden);
  return () => {
    removeEventListener('pagehide', note);
    document.removeEventListener('visibilitychange', hidden);
    note();
  };
}
