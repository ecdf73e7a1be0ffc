/** Why a module could not be loaded, for the tile. */
export interface LoadFailure {
  remote: string;
  module: string;
  /** `timeout` after 5 s, `fetch` when the server did not give it, `broken` when its code threw. */
  reason: 'timeout' | 'fetch' | 'broken' | 'unknown-app' | 'offline';
  message: string;
  /** How often it was tried since the last success. */
  attempts: number;
}
/** An app that threw while it ran. */
export interface Crash {
  reason: 'crashed';
  message: string;
}
/** A version that operators took out of use. */
export interface Gone {
  reason: 'gone';
  /** What the operator said. */
  message: string;
  /** It may come back. */
  forNow: boolean;
  /** A version that may run. */
  instead: string | undefined;
}
export class LoadError extends Error {
  override readonly name = 'LoadError';
  constructor(readonly failure: LoadFailure) {
    super(failure.message);
  }
}
export type ErrorHandler = (failure: LoadFailure) => void;

/** Loads apps' modules once, with a limit of 5 s; a failure is never cached. `remoteName` is an app id,
 * or `app@version` for exactly that version: several versions of one app run side by side. */
export interface ModuleFederationLoader {
  loadRemoteModule(remoteName: string, moduleName: string): Promise<unknown>;
  /** Fetches without running anything. */
  preloadModule(remoteName: string): void;
  unloadModule(remoteName: string): void;
  /** Returns unsubscribe. */
  onLoadError(handler: ErrorHandler): () => void;
  /** Loads what failed last of this remote again, past every cache; its tiles recover by themselves. */
  retry(remoteName: string): Promise<unknown>;
}
