/** Which apps a person will most likely want next: their entries are fetched ahead, and nothing of them is run. Pure. */
import { releaseOf } from '../registry/types.ts';

/** What most people begin with. */
const POPULAR: readonly string[] = ['todo', 'calendar', 'chat'];
/** Canvases that are looked at for what they use, the newest first. */
export const CANVASES_LOOKED_AT = 3;
/** Entries that are fetched ahead of a canvas. */
export const FORESEEN_MOST = 8;

interface Used {
  readonly appId: string;
  readonly appVersion: string;
}

/**
 * Apps and releases, the likeliest first.
 *
 * @param offered ids of the registry's apps
 * @param canvases what the widgets of the person's last canvases are, the newest canvas first
 */
export function foreseen(offered: ReadonlySet<string>, canvases: readonly Iterable<Used>[]): string[] {
  const uses = new Map<string, number>();
  for (const widgets of canvases.slice(0, CANVASES_LOOKED_AT))
    for (const { appId, appVersion } of widgets) {
      const release = releaseOf(appId, appVersion);
      uses.set(release, (uses.get(release) ?? 0) + 1);
    }
  const used = [...uses].sort(([, a], [, b]) => b - a).map(([release]) => release);
  const likely = [...used, ...POPULAR.filter((app) => offered.has(app))];
  return [...new Set(likely)].slice(0, FORESEEN_MOST);
}
