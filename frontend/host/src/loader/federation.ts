/**
 * The one place that touches the Module Federation runtime, fetched when the first app is wanted. React comes
 * from here for every remote, and the remotes use this copy of the runtime instead of bringing their own.
 */
import * as React from 'react';
import * as jsxRuntime from 'react/jsx-runtime';
import type { ModuleSource } from './loader.ts';

type Runtime = typeof import('./runtime.ts');
let starting: Promise<Runtime> | undefined;

/** The runtime, started once with the shared modules. */
function runtime(): Promise<Runtime> {
  starting ??= import('./runtime.ts').then(
    (loaded) => {
      loaded.start({ react: React, 'react/jsx-runtime': jsxRuntime }, React.version);
      return loaded;
    },
    (error: unknown) => {
      starting = undefined; // asked again by the next load
      throw error;
    },
  );
  return starting;
}

/** One name for each entry and attempt: two versions live side by side, and a broken attempt is never met again. */
const nameOf = (app: string, entry: string, attempt: number): string =>
  `${app}__${folderOf(entry).split('/').at(-1) ?? ''}${attempt > 0 ? `__${attempt}` : ''}`.replace(
    /[^\w]/g,
    '_',
  );
const folderOf = (entry: string): string => entry.slice(0, entry.lastIndexOf('/'));

/** The stylesheets that an app has linked. */
function sheetsOf(entry: string): HTMLLinkElement[] {
  const folder = `${new URL(folderOf(entry), location.href).href}/`;
  const links = document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]');
  return [...links].filter((link) => link.href.startsWith(folder));
}

/** Names under which an entry was registered, by entry. */
const registered = new Map<string, Set<string>>();

export const federation: ModuleSource = {
  async load(app, { path, integrity }, module, attempt) {
    const url = new URL(path, location.href);
    if (attempt > 0) url.searchParams.set('r', String(attempt));
    const [{ loadRemote, registerRemotes }] = await Promise.all([runtime(), fetched(url.href, integrity)]);
    const name = nameOf(app, path, attempt);
    const names = registered.get(path) ?? new Set();
    if (!names.has(name)) {
      registerRemotes([{ name, entry: url.href, type: 'module' }]);
      registered.set(path, names.add(name));
    }
    for (const sheet of sheetsOf(path)) sheet.disabled = false;
    const loaded = await loadRemote<{ default?: unknown }>(`${name}/${module.replace('./', '')}`);
    if (loaded === null || loaded.default === undefined)
      throw new Error(`${app} has nothing to show under ${module}`);
    return loaded.default;
  },

  forget(_app, entry) {
    // The browser keeps a module that has run, and its styles would not be linked anew: they are only switched off. The
    // runtime keeps its registration as well, since taken out and put in again it grows a little each time.
    for (const sheet of sheetsOf(entry)) sheet.disabled = true;
    const { origin, pathname } = new URL(entry, location.href);
    for (const [href, { link }] of fetches)
      if (href.startsWith(origin + pathname)) {
        link.remove();
        fetches.delete(href);
      }
  },

  preload({ path, integrity }) {
    fetched(new URL(path, location.href).href, integrity).catch(() => {}); // the load itself will tell
  },
};

const fetches = new Map<string, { link: HTMLLinkElement; here: Promise<void> }>();

/** The entry is fetched and is what was published, and nothing of it has run. */
function fetched(href: string, integrity: string): Promise<void> {
  const known = fetches.get(href);
  if (known) return known.here;
  const link = document.createElement('link');
  if (!link.relList.supports('modulepreload')) return Promise.resolve(); // the import itself will tell
  link.rel = 'modulepreload';
  link.href = href;
  if (integrity) link.integrity = integrity;
  const here = new Promise<void>((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      fetches.delete(href);
      reject(new Error('The entry could not be fetched, or is not what was published'));
    };
  });
  fetches.set(href, { link, here });
  document.head.append(link);
  return here;
}
