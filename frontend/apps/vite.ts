/**
 * How every app is built: one remote whose exposed modules are its source files of the same names. React, the
 * federation runtime and `@gesso/sdk`'s contract come from the host; whatever else an app imports is its own copy.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { federation } from '@module-federation/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

const fromHost = { singleton: true, import: false } as const;

/** What an app may expose, and where it is. `./Rules` is for apps with a backend. */
const MODULES = {
  './Widget': 'src/Widget.tsx',
  './Settings': 'src/Settings.tsx',
  './Preview': 'src/Preview.tsx',
  './Rules': 'src/rules.ts',
} as const;

/** Names of the modules that the app in this folder exposes. */
export const modulesOf = (folder: string): string[] =>
  Object.entries(MODULES)
    .filter(([, file]) => existsSync(join(folder, file)))
    .map(([name]) => name);

/** `name` is the app's id, `folder` its `import.meta.dirname`. */
export function remote(name: string, folder: string, more: UserConfig = {}): UserConfig {
  return defineConfig({
    ...more,
    root: folder,
    base: './',
    plugins: [
      react(),
      federation({
        name: name.replaceAll('-', '_'),
        filename: 'remoteEntry-[hash].js',
        exposes: Object.fromEntries(
          Object.entries(MODULES)
            .filter(([, file]) => existsSync(join(folder, file)))
            .map(([module, file]) => [module, `./${file}`]),
        ),
        shared: { react: fromHost, 'react/jsx-runtime': fromHost },
        experiments: { externalRuntime: true },
        dts: false,
      } as Parameters<typeof federation>[0]),
      ...(more.plugins ?? []),
    ],
    build: {
      ...more.build,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: { input: 'src/index.ts' },
    },
  });
}
