/** The one place that touches the Module Federation runtime. */
import { getInstance, loadRemote, registerRemotes } from '@module-federation/runtime';
import type { ModuleSource } from './loader.ts';

/** One name for each entry and attempt: two versions live side by side, and a broken attempt is never met again. */
const nameOf = (app: string, entry: string, attempt: number): string =>
  `${app}__${folderOf(entry).split('/').at(-1) ?? ''}${attempt > 0 ? `__${attempt}` : ''}`.replace(
    /[^\w]/g,
    '_',
  );
const folderOf = (entry: string): string => entry.slice(0, entry.lastIndexOf('/'));

const registered = new Map<string, Set<string>>();

export const federation: ModuleSource = {
  async load(app, entry, module, attempt) {
    const name = nameOf(app, entry, attempt);
    const names = registered.get(app) ?? new Set();
    if (!names.has(name)) {
      const url = new URL(entry, location.href);
      if (attempt > 0) url.searchParams.set('r', String(attempt));
      registerRemotes([{ name, entry: url.href, type: 'module' }]);
      registered.set(app, names.add(name));
    }
    const loaded = await loadRemote<{ default?: unknown }>(`${name}/${module.replace('./', '')}`);
    if (loaded === null || loaded.default === undefined)
      throw new Error(`${app} has nothing to show under ${module}`);
    return loaded.default;
  },

  forget(app, entry) {
    const instance = getInstance();
    for (const name of registered.get(app) ?? []) {
      const remote = instance?.options.remotes.find((one) => one.name === name);
      // The runtime has no public way to let a remote go; its handler does.
      if (remote && instance)
        (instance.remoteHandler as unknown as { removeRemote(one: typeof remote): void }).removeRemote(
          remote,
        );
    }
    registered.delete(app);
    const folder = new URL(folderOf(entry), location.href).href;
    for (const link of document.querySelectorAll<HTMLLinkElement>('link[href]'))
      if (link.href.startsWith(`${folder}/`)) link.remove();
  },

  preload(entry) {
    const { href } = new URL(entry, location.href);
    if (
      [...document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload]')].some(
        (one) => one.href === href,
      )
    )
      return;
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = href;
    document.head.append(link);
  },
};
