/**
 * Loads apps' modules, once for any number of callers and widgets. A load has 5 s; one that comes later is taken
 * up all the same and the tiles that gave up are told. A failure is never kept. Not here: how a module is fetched
 * (federation.ts), how a tile looks.
 */
import { ApiError } from '../http/index.ts';
import { appOf, type MicroApp, UnknownApp } from '../registry/types.ts';
import { type ErrorHandler, LoadError, type LoadFailure, type ModuleFederationLoader } from './types.ts';

/** How long a tile waits for its app. */
export const LOAD_LIMIT_MILLIS = 5_000;
/** Entries that one page fetches ahead. */
export const AHEAD_MOST = 24;

/** The way from an entry to a module. `attempt` rises after each failure, so that no broken copy is asked again. */
export interface ModuleSource {
  load(app: string, entry: Entry, module: string, attempt: number): Promise<unknown>;
  forget(app: string, entry: string): void;
  preload(entry: Entry): void;
}
/** Where an app begins. */
export interface Entry {
  readonly path: string;
  /** Subresource hash of what was published under it. */
  readonly integrity: string;
  /** What the registry says of the app. */
  readonly manifest?: MicroApp | undefined;
}
export interface LoaderParts {
  source: ModuleSource;
  /** Entry and version of an app, or of one version `app@version`; asks the registry when it is not known yet. */
  locate(app: string): Promise<{ entry: string; integrity: string; version: string; manifest?: MicroApp }>;
  loaded(app: string, load: { version: string; entry: string; module: string; millis: number }): void;
  unloaded(app: string): void;
  online(): boolean;
}

export class Loader implements ModuleFederationLoader {
  private readonly modules = new Map<string, unknown>();
  private readonly inFlight = new Map<string, Promise<unknown>>();
  private readonly failed = new Map<string, { module: string; attempts: number }>();
  private readonly attempts = new Map<string, number>();
  private readonly entries = new Map<string, string>();
  /** Fetched ahead. */
  private readonly ahead = new Set<string>();
  private readonly handlers = new Set<ErrorHandler>();
  private readonly waiting = new Map<string, Set<() => void>>();
  readonly counters = { loads: 0, cacheHits: 0, shared: 0, failures: 0, late: 0, preloads: 0, unloads: 0 };

  constructor(private readonly parts: LoaderParts) {}

  loadRemoteModule(remoteName: string, moduleName: string): Promise<unknown> {
    const key = `${remoteName} ${moduleName}`;
    if (this.modules.has(key)) {
      this.counters.cacheHits++;
      return Promise.resolve(this.modules.get(key));
    }
    const running = this.inFlight.get(key);
    if (running) {
      this.counters.shared++;
      return running;
    }
    const load = this.within(remoteName, moduleName, this.fetch(remoteName, moduleName, key));
    this.inFlight.set(key, load);
    const over = () => {
      if (this.inFlight.get(key) === load) this.inFlight.delete(key);
    };
    load.then(over, over);
    return load;
  }

  /** The module if it is here already; for drawing without a wait. */
  peek(remoteName: string, moduleName: string): unknown {
    return this.modules.get(`${remoteName} ${moduleName}`);
  }

  private async fetch(app: string, module: string, key: string): Promise<unknown> {
    this.counters.loads++;
    const began = performance.now();
    const attempt = this.attempts.get(app) ?? 0;
    const { entry, integrity, version, manifest } = await this.parts.locate(app);
    this.entries.set(app, entry);
    const where = { path: entry, integrity, manifest };
    const loaded = await this.parts.source.load(appOf(app), where, module, attempt);
    // Of two attempts the one that came first stays: everybody has the same module.
    if (this.modules.has(key)) return this.modules.get(key);
    this.modules.set(key, loaded);
    this.failed.delete(app);
    this.parts.loaded(app, { version, entry, module, millis: performance.now() - began });
    return loaded;
  }

  private within(app: string, module: string, load: Promise<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      let gaveUp = false;
      const timer = setTimeout(() => {
        gaveUp = true;
        reject(this.fail(app, module, 'timeout', `No answer within ${LOAD_LIMIT_MILLIS / 1000} s`));
      }, LOAD_LIMIT_MILLIS);
      load.then(
        (loaded) => {
          clearTimeout(timer);
          resolve(loaded);
          if (gaveUp) this.cameLate(app);
        },
        (error: unknown) => {
          clearTimeout(timer);
          if (!gaveUp) reject(this.fail(app, module, reasonOf(error, this.parts.online()), messageOf(error)));
        },
      );
    });
  }

  private cameLate(app: string): void {
    this.counters.late++;
    this.failed.delete(app);
    this.wake(app);
  }

  private fail(remote: string, module: string, reason: LoadFailure['reason'], message: string): LoadError {
    this.counters.failures++;
    const attempts = (this.failed.get(remote)?.attempts ?? 0) + 1;
    this.failed.set(remote, { module, attempts });
    const failure: LoadFailure = { remote, module, reason, message, attempts };
    for (const handler of [...this.handlers]) {
      try {
        handler(failure);
      } catch (error) {
        console.error('Load error handler failed:', error);
      }
    }
    return new LoadError(failure);
  }

  preloadModule(remoteName: string): void {
    if (this.ahead.has(remoteName) || this.entries.has(remoteName) || this.ahead.size >= AHEAD_MOST) return;
    this.ahead.add(remoteName);
    this.counters.preloads++;
    void this.parts.locate(remoteName).then(
      ({ entry: path, integrity, manifest }) => this.parts.source.preload({ path, integrity, manifest }),
      () => {}, // a preload is a favour: the load itself will tell
    );
  }

  unloadModule(remoteName: string): void {
    this.counters.unloads++;
    for (const key of [...this.modules.keys()])
      if (key.startsWith(`${remoteName} `)) this.modules.delete(key);
    for (const key of [...this.inFlight.keys()])
      if (key.startsWith(`${remoteName} `)) this.inFlight.delete(key);
    const entry = this.entries.get(remoteName);
    if (entry !== undefined) this.parts.source.forget(appOf(remoteName), entry);
    this.entries.delete(remoteName);
    this.ahead.delete(remoteName);
    this.parts.unloaded(remoteName);
  }

  onLoadError(handler: ErrorHandler): () => void {
    this.handlers.add(handler);
    return () => this.handlers.delete(handler);
  }

  async retry(remoteName: string): Promise<unknown> {
    const module = this.failed.get(remoteName)?.module ?? './Widget';
    for (const key of [...this.inFlight.keys()])
      if (key.startsWith(`${remoteName} `)) this.inFlight.delete(key);
    this.attempts.set(remoteName, (this.attempts.get(remoteName) ?? 0) + 1);
    const loaded = await this.loadRemoteModule(remoteName, module);
    this.wake(remoteName);
    return loaded;
  }

  /** Told when an app that had failed is there after all; returns unsubscribe. */
  onRecovered(remoteName: string, listener: () => void): () => void {
    const set = this.waiting.get(remoteName) ?? new Set();
    this.waiting.set(remoteName, set.add(listener));
    return () => {
      set.delete(listener);
      if (set.size === 0) this.waiting.delete(remoteName);
    };
  }
  /** Who waits for a release, and who waits for the app in any. */
  private wake(remoteName: string): void {
    for (const name of new Set([remoteName, appOf(remoteName)]))
      for (const listener of [...(this.waiting.get(name) ?? [])]) listener();
  }
}

function reasonOf(error: unknown, online: boolean): LoadFailure['reason'] {
  if (error instanceof UnknownApp) return 'unknown-app';
  if (!online) return 'offline';
  // A server that is away or busy is no fault of the app.
  if (error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500))
    return 'fetch';
  const message = messageOf(error);
  return /fetch|network|import|RUNTIME-00[18]|ScriptNetworkError|load/i.test(message) &&
    !(error instanceof TypeError && /undefined|not a function/.test(message))
    ? 'fetch'
    : 'broken';
}
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
