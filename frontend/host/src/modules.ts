/**
 * The page's modules, made once and joined here: Security Context, Registry Client, State Manager, Module
 * Federation Loader, and the open canvas with its Canvas Manager and Event Bus. Not here: anything drawn.
 */
import { QueryClient } from '@tanstack/react-query';
import type { Bus } from './bus/index.ts';
import type { Manager } from './canvas/manager.ts';
import { type ApiClient, ApiError, createApi } from './http/index.ts';
import type { Intents } from './intents/intents.ts';
import type { LiveClient } from './live/index.ts';
import { Instances } from './loader/instances.ts';
import { Loader, type ModuleSource } from './loader/loader.ts';
import { sourcesOf } from './loader/sources.ts';
import { Registry } from './registry/client.ts';
import { appOf, versionOf } from './registry/types.ts';
import { BrowserSession } from './security/session.ts';
import { PreferenceKeeper } from './state/preferences.ts';
import { type CanvasStore, createCanvasStore } from './state/store.ts';
import { RulesKeeper } from './widget/rulesKeeper.ts';

export interface Host {
  api: ApiClient;
  security: BrowserSession;
  store: CanvasStore;
  preferences: PreferenceKeeper;
  registry: Registry;
  loader: Loader;
  rules: RulesKeeper;
  instances: Instances;
  queries: QueryClient;
  /** The canvas that is open now. */
  open: { id: string; live: LiveClient; manager: Manager; bus: Bus; intents: Intents } | undefined;
}

export interface HostParts {
  source?: ModuleSource;
  storage?: Storage;
  fetcher?: typeof fetch;
}

/** Runs alone among all tabs of this browser, where the browser can. */
const alone = <T>(action: () => Promise<T>): Promise<T> =>
  navigator.locks ? navigator.locks.request('gesso.refresh', action) : action();

export function createHost({ source, storage = localStorage, fetcher }: HostParts = {}): Host {
  const security: BrowserSession = new BrowserSession({
    post: (path, options) => api(path, options),
    storage,
    exclusively: alone,
  });
  const api: ApiClient = createApi(
    { token: () => security.token(), renew: (token) => security.renew(token) },
    fetcher,
  );
  const store = createCanvasStore();
  const registry = new Registry(api, storage);
  const instances = new Instances((app, count) =>
    store.setState(({ loadedApps }) => {
      const loaded = loadedApps.get(app);
      return loaded ? { loadedApps: new Map(loadedApps).set(app, { ...loaded, instances: count }) } : {};
    }),
  );
  const loader = new Loader({
    source: source ?? sourcesOf(api),
    locate: async (app) => {
      const wanted = versionOf(app);
      const manifest = wanted ? await registry.ensureVersion(appOf(app), wanted) : await registry.ensure(app);
      const { remoteEntry: entry, integrity, version } = manifest;
      return { entry, integrity, version, manifest };
    },
    online: () => navigator.onLine,
    loaded: (app, { version, entry, module, millis }) =>
      store.setState(({ loadedApps }) => {
        const before = loadedApps.get(app);
        const modules = [...new Set([...(before?.modules ?? []), module])];
        const loadMillis = before?.loadMillis ?? Math.round(millis);
        const one = {
          id: appOf(app),
          version,
          entry,
          modules,
          loadMillis,
          loadedAt: Date.now(),
          instances: instances.of(app),
        };
        return { loadedApps: new Map(loadedApps).set(app, one) };
      }),
    unloaded: (app) =>
      store.setState(({ loadedApps }) => {
        const rest = new Map(loadedApps);
        rest.delete(app);
        return { loadedApps: rest };
      }),
  });
  const rules = new RulesKeeper({
    modules: async (app) => (await registry.ensure(app)).modules,
    load: (app, module) => loader.loadRemoteModule(app, module),
    onRecovered: (app, listener) => loader.onRecovered(app, listener),
  });
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        retry: (times, error) =>
          times < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
        staleTime: 2_000,
      },
    },
  });
  const preferences = new PreferenceKeeper(api, storage, store, security);
  return { api, security, store, preferences, registry, loader, rules, instances, queries, open: undefined };
}

export const host: Host = createHost();
