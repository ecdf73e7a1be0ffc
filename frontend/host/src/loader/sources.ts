/** Which way an app's modules come: those that people wrote by federation, those that AI wrote into the sandbox alone. */
import type { ApiClient } from '../http/index.ts';
import { federation } from './federation.ts';
import type { Entry, ModuleSource } from './loader.ts';

/** Where the page is told whose signatures count. */
const KEYS = '/api/registry/keys';

export function sourcesOf(api: ApiClient): ModuleSource {
  let asked: Promise<ModuleSource> | undefined;
  const sandbox = (): Promise<ModuleSource> => {
    asked ??= import('../sandbox/index.ts').then(
      ({ SandboxSource }) =>
        new SandboxSource({ keys: async () => (await api<{ keys: readonly string[] }>(KEYS)).keys }),
      (error: unknown) => {
        asked = undefined; // asked again by the next load
        throw error;
      },
    );
    return asked;
  };
  return {
    load: async (app, entry, module, attempt) =>
      isGenerated(entry)
        ? (await sandbox()).load(app, entry, module, attempt)
        : federation.load(app, entry, module, attempt),
    forget(app, entry) {
      federation.forget(app, entry);
      void asked?.then((source) => source.forget(app, entry));
    },
    preload(entry) {
      if (!isGenerated(entry)) federation.preload(entry);
      else
        void sandbox().then(
          (source) => source.preload(entry),
          () => {}, // a preload is a favour: the load itself will tell
        );
    },
  };
}

/** Either sign is enough: no app may choose the other way by leaving one out. */
const isGenerated = ({ manifest }: Entry): boolean =>
  manifest !== undefined && (manifest.origin === 'generated' || manifest.generated !== undefined);
