/**
 * The registry as this page knows it: asked by HTTP, kept in local storage, so that an app's entry and version
 * are there at once and without network. Not here: loading the app.
 */
import type { Standing } from '@gesso/sdk/protocol';
import type { ApiClient, Page } from '../http/index.ts';
import { ApiError } from '../http/index.ts';
import {
  type AppVersion,
  type MicroApp,
  type MicroAppDetails,
  type OutOfUse,
  type Ratings,
  type Recommendation,
  type RegistryClient,
  releaseOf,
  UnknownApp,
  type Wanted,
} from './types.ts';

const KEY = 'gesso.registry';
const VERSIONS_KEY = 'gesso.registry.versions';
const PAGE = 200;
/** Nobody looks through more at once; a search finds the others. */
const BROWSED_MOST = 60;
/** Older versions that stay known without network; those that were met longest ago go first. */
const VERSIONS_KEPT = 200;

export class Registry implements RegistryClient {
  private apps: ReadonlyMap<string, MicroApp>;
  /** Every version met so far, by `app@version`. */
  private readonly versions: Map<string, MicroApp>;
  private readonly standings = new Map<string, Standing>();
  private readonly asking = new Map<string, Promise<readonly AppVersion[]>>();
  private readonly listeners = new Set<() => void>();
  readonly counters = { fetches: 0, cacheHits: 0, cacheMisses: 0 };

  constructor(
    private readonly api: ApiClient,
    private readonly storage: Storage,
  ) {
    this.apps = restored(storage, KEY, (app) => app.id);
    this.versions = restored(storage, VERSIONS_KEY, (app) => releaseOf(app.id, app.version));
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
      this.askVersions(appId),
    ]);
    this.remember([details]);
    return { ...details, versions };
  }
  async searchApps(query: string): Promise<MicroApp[]> {
    const page = await this.fetch<Page<MicroApp>>(`/api/registry/apps?q=${encodeURIComponent(query)}`);
    this.remember(page.items);
    return page.items;
  }
  /** One page of the catalogue, as people look through it. */
  async browse({ query, category, sort }: Wanted): Promise<MicroApp[]> {
    const asked = new URLSearchParams({ limit: String(BROWSED_MOST) });
    if (query) asked.set('q', query);
    if (category) asked.set('category', category);
    if (sort) asked.set('sort', sort);
    const page = await this.fetch<Page<MicroApp>>(`/api/registry/apps?${asked}`);
    this.remember(page.items);
    return page.items;
  }
  async categories(): Promise<{ category: string; apps: number }[]> {
    return (await this.fetch<Page<{ category: string; apps: number }>>('/api/registry/categories')).items;
  }
  ratings(appId: string): Promise<Ratings> {
    return this.fetch(`/api/registry/apps/${encodeURIComponent(appId)}/ratings`);
  }
  rate(appId: string, stars: number): Promise<Ratings> {
    return this.api(`/api/registry/apps/${encodeURIComponent(appId)}/ratings`, {
      method: 'POST',
      body: { stars },
    });
  }
  async recommendations(canvas: string): Promise<Recommendation[]> {
    const path = `/api/registry/recommendations?canvas=${encodeURIComponent(canvas)}`;
    const { items } = await this.fetch<Page<Recommendation>>(path);
    this.remember(items.map(({ app }) => app));
    return items;
  }
  async registerGeneratedApp(app: MicroApp): Promise<void> {
    await this.api('/api/registry/apps', { method: 'POST', body: app });
    this.remember([app]);
  }
  async listGeneratedApps(): Promise<MicroApp[]> {
    return (await this.fetch<Page<MicroApp>>('/api/registry/generated')).items;
  }

  getRemoteEntry(appId: string, version?: string): string {
    if (version === undefined) return this.known(appId).remoteEntry;
    const known = this.peekVersion(appId, version);
    if (!known) throw new UnknownApp(releaseOf(appId, version));
    return known.remoteEntry;
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

  /** Exactly this version, from the cache or the server; throws UnknownApp when it was never published. */
  async ensureVersion(appId: string, version: string): Promise<MicroApp> {
    const cached = this.peekVersion(appId, version);
    if (cached) return cached;
    try {
      const found = (await this.askVersions(appId)).find((one) => one.version === version);
      if (found) return found;
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404)) throw error;
    }
    throw new UnknownApp(releaseOf(appId, version));
  }
  peekVersion(appId: string, version: string): MicroApp | undefined {
    const newest = this.apps.get(appId);
    return newest?.version === version ? newest : this.versions.get(releaseOf(appId, version));
  }

  /** What operators have said, told by the live connection: a version that is offered now is asked for. */
  stand(apps: Readonly<Record<string, Standing>>): void {
    for (const [app, standing] of Object.entries(apps)) {
      this.standings.set(app, standing);
      const known = this.apps.get(app);
      if (standing.status === 'active' && known?.version !== standing.version)
        void this.getAppDetails(app).catch(() => {}); // without an answer the next look at the catalogue tells
    }
    this.tell();
    for (const listener of this.stood) listener();
  }
  /** Told when operators have said something. */
  onStanding(listener: () => void): void {
    this.stood.add(listener);
  }
  private readonly stood = new Set<() => void>();
  /** Why this version may not run, and what may instead; undefined for what may. The same object until it changes. */
  outOfUse(appId: string, version: string): OutOfUse | undefined {
    const standing = this.standings.get(appId);
    const met = this.peekVersion(appId, version) as AppVersion | undefined;
    const whole = standing && standing.status !== 'active' ? standing : undefined;
    const reason =
      standing?.revoked[version] ?? whole?.reason ?? (standing ? undefined : met?.revoked?.reason);
    if (reason === undefined && !whole) return undefined;
    const found: OutOfUse = {
      reason: reason ?? '',
      forNow: whole?.status === 'suspended' && standing?.revoked[version] === undefined,
      ...(standing?.status === 'active' && standing.version !== version ? { instead: standing.version } : {}),
    };
    const key = JSON.stringify([appId, version, found]);
    const before = this.found.get(key);
    if (before) return before;
    this.found.set(key, found);
    return found;
  }
  private readonly found = new Map<string, OutOfUse>();

  /** Once for all who ask at the same time. */
  private askVersions(appId: string): Promise<readonly AppVersion[]> {
    const running = this.asking.get(appId);
    if (running) return running;
    const path = `/api/registry/apps/${encodeURIComponent(appId)}/versions`;
    const asked = this.fetch<Page<AppVersion>>(path).then(({ items }) => {
      this.keepVersions(items);
      return items;
    });
    this.asking.set(appId, asked);
    const over = () => this.asking.delete(appId);
    asked.then(over, over);
    return asked;
  }
  private keepVersions(met: readonly MicroApp[]): void {
    for (const one of met) {
      const key = releaseOf(one.id, one.version);
      this.versions.delete(key);
      this.versions.set(key, one);
    }
    for (const key of [...this.versions.keys()].slice(0, -VERSIONS_KEPT)) this.versions.delete(key);
    this.store(VERSIONS_KEY, [...this.versions.values()]);
  }
  private store(key: string, apps: readonly MicroApp[]): void {
    try {
      this.storage.setItem(key, JSON.stringify(apps));
    } catch {
      // No room: the page works, only a start without network would not know these apps.
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
    const replaced = apps.map(({ id }) => this.apps.get(id)).filter((app) => app !== undefined);
    this.apps = next;
    this.store(KEY, [...next.values()]);
    this.keepVersions(replaced);
    this.tell();
  }
  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

function restored(storage: Storage, key: string, name: (app: MicroApp) => string): Map<string, MicroApp> {
  try {
    const apps = JSON.parse(storage.getItem(key) ?? '[]') as MicroApp[];
    return new Map(apps.filter((app) => typeof app.id === 'string').map((app) => [name(app), app]));
  } catch {
    return new Map();
  }
}
