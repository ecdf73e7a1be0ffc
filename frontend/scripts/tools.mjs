// What the server does with an app's code before it is published: two scripts that need nothing but an engine.
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './packages.mjs';

/** Folder of the sources, file, and the global name under which a script's functions are. */
const TOOLS = [
  ['check', 'check.js', 'gessoCheck'],
  ['harness', 'harness.js', 'gessoHarness'],
];

/** Puts them into `into`. Written for V8 alone, so in the language as it is today. */
export async function buildTools(into, parts) {
  mkdirSync(into, { recursive: true });
  for (const [folder, file, name] of TOOLS) {
    const entry = join(root, 'sandbox/src', folder, 'index.ts');
    if (!existsSync(entry)) continue;
    await build({
      configFile: false,
      root: join(root, 'sandbox'),
      logLevel: 'warn',
      build: {
        outDir: join(parts, folder),
        emptyOutDir: true,
        target: 'es2023',
        lib: { entry, formats: ['iife'], name, fileName: () => file },
      },
    });
    cpSync(join(parts, folder, file), join(into, file));
  }
}
