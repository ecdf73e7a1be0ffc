import type { AppManifest } from '@gesso/sdk';

export type MicroApp = AppManifest;
export interface MicroAppDetails extends MicroApp {
  versions: readonly { version: string; remoteEntry: string; publishedAt?: string }[];
}
export interface RegistryClient {
  listAvailableApps(): Promise<MicroApp[]>;
  getAppDetails(appId: string): Promise<MicroAppDetails>;
  searchApps(query: string): Promise<MicroApp[]>;
  registerGeneratedApp(app: MicroApp): Promise<void>;
  listGeneratedApps(): Promise<MicroApp[]>;
  /** Synchronous, from the local cache, which survives reloads and works offline; throws UnknownApp. */
  getRemoteEntry(appId: string): string;
  /** Synchronous, as above. */
  getAppVersion(appId: string): string;
  /** The cached entry, or undefined. */
  peek(appId: string): MicroApp | undefined;
}
export class UnknownApp extends Error {
  override readonly name = 'UnknownApp';
  constructor(readonly appId: string) {
    super(`The app ${appId} is not in the registry that this page knows`);
  }
}
