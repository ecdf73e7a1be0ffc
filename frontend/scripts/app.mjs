// One micro-app's build, for the build of the whole and for publishing at run time.
import { join } from 'node:path';
import { build } from 'vite';

/** Builds the app of a folder into another. */
export const buildRemote = (folder, out) =>
  build({ configFile: join(folder, 'vite.config.ts'), logLevel: 'warn', build: { outDir: out } });
