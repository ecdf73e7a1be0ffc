/**
 * The registry as this page knows it: asked by HTTP, kept in local storage, so that an app's entry and version
 * are there at once and without network. Not here: loading the app.
 */
import type { ApiClient, Page } from '../http/index.ts';
import { ApiError } from '../http/index.ts';
import { type MicroApp, type MicroAppDetails, type RegistryClient, UnknownApp } from './types.ts';

const KEY = 'gesso.registry';
const PAGE = 200;

export class Registry implements RegistryClient {
  private apps: ReadonlyMap<string, MicroApp>;
  private readonly listeners = new Set<() => void>();
  readonly counters = { fetches: 0, cacheHits: 0, cacheMisses: 0 };

  constructor(
    private readonly api: ApiClient,
    private readonly storage: Storage,
  ) {
    this.apps = restored(storage);
  }

  async listAvailableApps(): Promise<MicroApp[]> {
    const all: MicroApp[] = [];
    let after: string | undefined;
    do {
      const page: Page<MicroApp> = await this.fetch(
        `/api/registry/apps?limit=${PAGE}${after ? `&after=${encodeURIComponent(after)}` : ''}`,
      );
      all.push(...page.items);
      after = page.next ?? undefined;
    } while (after);
    this.remember(all);
    return all;
  }
  async getAppDetails(appId: string): Promise<MicroAppDetails> {
    const app = encodeURIComponent(appId);
    const [details, versions] = await Promise.all([
      this.fetch<MicroApp>(`/api/registry/apps/${app}`),
      this.fetch<Page<MicroAppDetails['versions'][number]>>(`/api/registry/apps/${app}/versions`),
    ]);
    this.remember([details]);
    return { ...details, versions: versions.items };
  }
  async searchApps(query: string): Promise<MicroApp[]> {
    const page = await this.fetch<Page<MicroApp>>(`/api/registry/apps?q=${encodeURIComponent(query)}`);
    this.remember(page.items);
    return page.items;
  }
  async registerGeneratedApp(app: MicroApp): Promise<void> {
    await this.api('/api/registry/apps', { method: 'POST', body: app });
    this.remember([app]);
  }
  async listGeneratedApps(): Promise<MicroApp[]> {
    return (await this.fetch<Page<MicroApp>>('/api/registry/generated')).items;
  }

  getRemoteEntry(appId: string): string {
    return this.known(appId).remoteEntry;
  }
  getAppVersion(appId: string): string {
    return this.known(appId).version;
  }
  peek(appId: string): MicroApp | undefined {
    return this.apps.get(appId);
  }
  all(): ReadonlyMap<string, MicroApp> {
    return this.apps;
  }
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Knows the app afterwards, or throws UnknownApp; asks the server only when the cache does not have it. */
  async ensure(appId: string): Promise<MicroApp> {
    const cached = this.apps.get(appId);
    if (cached) return cached;
    try {
      const app = await this.fetch<MicroApp>(`/api/registry/apps/${encodeURIComponent(appId)}`);
      this.remember([app]);
      return app;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) throw new UnknownApp(appId);
      throw error;
    }
  }

  private fetch<T>(path: string): Promise<T> {
    this.counters.fetches++;
    return this.api<T>(path);
  }
  private known(appId: string): MicroApp {
    const app = this.apps.get(appId);
    if (!app) {
      this.counters.cacheMisses++;
      throw new UnknownApp(appId);
    }
    this.counters.cacheHits++;
    return app;
  }
  private remember(apps: readonly MicroApp[]): void {
    const next = new Map(this.apps);
    for (const app of apps) if (typeof app.remoteEntry === 'string') next.set(app.id, app);
    const text = JSON.stringify([...next.values()]);
    if (text === JSON.stringify([...this.apps.values()])) return;
    this.apps = next;
    try {
      this.storage.setItem(KEY, text);
    } catch {
      // No room: the page works, only a start without network would not know these apps.
    }
    for (const listener of [...this.listeners]) listener();
  }
}

function restored(storage: Storage): ReadonlyMap<string, MicroApp> {
  try {
    const apps = JSON.parse(storage.getItem(KEY) ?? '[]') as MicroApp[];
    return new Map(apps.filter((app) => typeof app.id === 'string').map((app) => [app.id, app]));
  } catch {
    return new Map();
  }
}
