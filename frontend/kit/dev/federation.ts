/**
 * While a page is developed the apps of this tree come from their sources instead of from built remotes (decision
 * 0026); all others come as ever. Takes the place of `host/src/loader/federation.ts`. It never imports the sources:
 * a change there would pass for one of everything that imports the loader, and the page would get a second host.
 */
import { federation as shipped } from '../../host/src/loader/federation.ts';
import type { ModuleSource } from '../../host/src/loader/loader.ts';
import { sources } from './page.ts';

const appIn = (entry: string): string => /\/apps\/([^/]+)\//.exec(entry)?.[1] ?? '';
const isHere = (app: string): boolean => sources.find?.(app, './Widget') !== undefined;

export const federation: ModuleSource = {
  async load(app, entry, module, attempt) {
    const load = sources.find?.(app, module);
    if (!load) return shipped.load(app, entry, module, attempt);
    const { default: found } = await load();
    if (found === undefined) throw new Error(`${app} has nothing to show under ${module}`);
    return found;
  },
  forget(app, entry) {
    if (!isHere(app)) shipped.forget(app, entry);
  },
  preload(entry) {
    if (!isHere(appIn(entry.path))) shipped.preload(entry);
  },
};
