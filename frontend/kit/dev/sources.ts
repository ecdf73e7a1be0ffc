/** The apps of this tree as modules of the page that is developed. Loaded beside the host, which does not import it. */
import { host } from '../../host/src/modules.ts';
import { appOf } from '../../host/src/registry/types.ts';
import { learn, rulesOf } from '../../host/src/widget/appRules.ts';
import { type Load, sources } from './page.ts';

const FILES = import.meta.glob<{ default?: unknown }>([
  '../../apps/*/src/{Widget,Settings,Preview}.tsx',
  '../../apps/*/src/rules.ts',
]);
sources.find = (app: string, module: string): Load | undefined =>
  FILES[`../../apps/${app}/src/${module === './Rules' ? 'rules.ts' : `${module.slice(2)}.tsx`}`];

/** What has changed is more than React can exchange in place: the apps' code is taken up anew. */
async function renew(): Promise<void> {
  for (const release of [...host.store.getState().loadedApps.keys()]) {
    const app = appOf(release);
    const rules = await sources.find?.(app, './Rules')?.();
    if (rules?.default !== undefined && rules.default !== rulesOf(app)) learn(app, rules.default as never);
    const widget = await sources.find?.(app, './Widget')?.();
    if (widget === undefined || widget.default === host.loader.peek(release, './Widget')) continue;
    host.loader.unloadModule(release);
    await host.loader.retry(release);
  }
}

if (import.meta.hot) {
  import.meta.hot.accept();
  if (sources.renew) void renew();
  sources.renew = renew;
}
