// One micro-app's build, for the build of the whole and for publishing at run time.
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'vite';

/** Every file below a folder, sorted, with forward slashes. */
export const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();

/** Builds the app of a folder into another. */
export const buildRemote = (folder, out) =>
  build({ configFile: join(folder, 'vite.config.ts'), logLevel: 'warn', build: { outDir: out } });
