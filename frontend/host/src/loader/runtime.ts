/** Module Federation's runtime as this host uses it; a chunk of its own. */
import { createInstance, type ModuleFederation } from '@module-federation/runtime';
import * as runtimeCore from '@module-federation/runtime-core';

let instance: ModuleFederation | undefined;
const started = (): ModuleFederation => {
  if (!instance) throw new Error('The federation runtime was not started');
  return instance;
};

/** Offers these modules to every remote, as the only copies. */
export function start(modules: Record<string, object>, version: string): void {
  // Remotes built with `externalRuntime` read the runtime from here.
  Object.assign(globalThis, {
    _FEDERATION_RUNTIME_CORE: runtimeCore,
    _FEDERATION_RUNTIME_CORE_FROM: { name: 'gesso_host' },
  });
  const major = version.split('.')[0];
  instance = createInstance({
    name: 'gesso_host',
    remotes: [],
    shared: Object.fromEntries(
      Object.entries(modules).map(([name, module]) => [
        name,
        { version, lib: () => module, shareConfig: { singleton: true, requiredVersion: `^${major}.0.0` } },
      ]),
    ),
  });
}

export const registerRemotes: ModuleFederation['registerRemotes'] = (...args) =>
  started().registerRemotes(...args);
export const loadRemote: ModuleFederation['loadRemote'] = (...args) => started().loadRemote(...args);
