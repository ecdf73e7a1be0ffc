/**
 * How every app is built and tested. Plain JavaScript, since Node itself reads it for apps outside this tree.
 * Built: one remote whose exposed modules are its source files of the same names. React, the federation runtime
 * and `@gesso/sdk`'s contract come from the host; whatever else an app imports is its own copy.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { federation } from '@module-federation/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const fromHost = { singleton: true, import: false };

/** What an app may expose, and where it is. `./Rules` is for apps with a backend. */
export const MODULES = {
  './Widget': 'src/Widget.tsx',
  './Settings': 'src/Settings.tsx',
  './Preview': 'src/Preview.tsx',
  './Rules': 'src/rules.ts',
};

/** Those that the app in this folder has. */
export const filesOfModules = (folder) =>
  Object.fromEntries(Object.entries(MODULES).filter(([, file]) => existsSync(join(folder, file))));

/** Letters of a chunk's own name in its file's: the registry takes no path of more than 120. */
const NAME_MOST = 40;
const shortened = (name = 'chunk') => name.slice(-NAME_MOST).replace(/^[^A-Za-z0-9]+/, '') || 'chunk';

/** `name` is the app's id, `folder` its `import.meta.dirname`. */
export function remote(name, folder, more = {}) {
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
          Object.entries(filesOfModules(folder)).map(([module, file]) => [module, `./${file}`]),
        ),
        shared: { react: fromHost, 'react/jsx-runtime': fromHost },
        experiments: { externalRuntime: true },
        dts: false,
        // Longer than any build: past it the plugin goes on without what it has not read, on a busy machine after 10 s.
        moduleParseTimeout: 600,
      }),
      ...(more.plugins ?? []),
    ],
    build: {
      ...more.build,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: 'src/index.ts',
        output: {
          chunkFileNames: ({ name }) => `assets/${shortened(name)}-[hash].js`,
          assetFileNames: ({ names: [name = 'asset'] }) => {
            const dot = name.lastIndexOf('.');
            return dot < 0
              ? 'assets/[name]-[hash][extname]'
              : `assets/${shortened(name.slice(0, dot))}-[hash][extname]`;
          },
        },
      },
    },
  });
}

/** Vitest's configuration for an app in a folder of its own. */
export const tests = (folder) => ({
  root: folder,
  plugins: [react()],
  test: {
    environment: 'happy-dom',
    include: ['{src,test}/**/*.test.{ts,tsx}'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
    testTimeout: 60_000,
    pool: 'threads',
    restoreMocks: true,
  },
});

/** An app's manifest as its folder tells it: its id is the folder's name where it says none. */
export function manifestIn(folder) {
  const read = (file) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const id = folder
    .replace(/[\\/]+$/, '')
    .split(/[\\/]/)
    .at(-1);
  return { id, version: read('package.json').version, ...read('manifest.json') };
}
