import type { AppManifest } from '@gesso/sdk';

export interface MicroApp extends AppManifest {
  rating?: { count: number; average?: number };
  /** Canvases and widgets that have it now. */
  installs?: { canvases: number; widgets: number };
}
export type Sort = 'relevance' | 'title' | 'newest' | 'rating' | 'popular';
export interface Wanted {
  query: string;
  category?: string | undefined;
  sort?: Sort | undefined;
}
export interface Ratings {
  count: number;
  average?: number;
  /** How many gave 1 to 5 stars. */
  spread: readonly number[];
  own?: number;
}
export interface Recommendation {
  app: MicroApp;
  because: { app: string; title: string; canvases: number };
}
export interface AppVersion extends MicroApp {
  publishedAt?: string;
  revoked?: { reason: string; at: string };
}
/** Why a version may not run. */
export interface OutOfUse {
  reason: string;
  /** Suspended: it may come back. */
  forNow: boolean;
  /** A version that may run. */
  instead?: string;
}
export interface MicroAppDetails extends MicroApp {
  versions: readonly AppVersion[];
}
export interface RegistryClient {
  listAvailableApps(): Promise<MicroApp[]>;
  getAppDetails(appId: string): Promise<MicroAppDetails>;
  searchApps(query: string): Promise<MicroApp[]>;
  registerGeneratedApp(app: MicroApp): Promise<void>;
  listGeneratedApps(): Promise<MicroApp[]>;
  /**
   * Synchronous, from the local cache, which survives reloads and works offline; throws UnknownApp. Of the newest
   * version, or of exactly the named one.
   */
  getRemoteEntry(appId: string, version?: string): string;
  /** Synchronous, as above. */
  getAppVersion(appId: string): string;
  /** The cached entry, or undefined. */
  peek(appId: string): MicroApp | undefined;
}
/** Of an app that was made from a prompt. */
export const provenanceOf = (app: Pick<MicroApp, 'origin' | 'generated'>): MicroApp['generated'] =>
  app.origin === 'generated' ? app.generated : undefined;
/** Names one version of an app: `todo@1.0.0`. */
export const releaseOf = (app: string, version: string): string => (version ? `${app}@${version}` : app);
/** The app of such a name. */
export const appOf = (release: string): string => release.split('@', 1)[0] ?? release;
/** Its version; empty for the newest one. */
export const versionOf = (release: string): string => release.slice(appOf(release).length + 1);

export class UnknownApp extends Error {
  override readonly name = 'UnknownApp';
  constructor(readonly appId: string) {
    super(`The app ${appId} is not in the registry that this page knows`);
  }
}
