// One micro-app's build, for the build of the whole and for publishing at run time.
import { join } from 'node:path';
import { build } from 'vite';

/** A busy machine needs more than one, hardly ever more than two. */
const TRIES_MAX = 4;

/**
 * Builds the app of a folder into another. The federation plugin takes the module graph for complete when nothing came
 * for 10 ms, which on a busy machine is too soon: what the app takes from shared modules is then called missing.
 */
export async function buildRemote(folder, out) {
  for (let tries = 1; ; tries++) {
    try {
      return await build({
        configFile: join(folder, 'vite.config.ts'),
        logLevel: 'warn',
        build: { outDir: out },
      });
    } catch (failed) {
      if (tries === TRIES_MAX || !isTooSoon(failed)) throw failed;
      console.warn(`${folder}: the build took its graph for complete too soon; once more`);
    }
  }
}

/** Every fault is an export that a shared module seems not to have. */
const isTooSoon = ({ errors = [], message = '' }) =>
  errors.length > 0
    ? errors.every(
        (one) => /MISSING_EXPORT/.test(one.code ?? one.message) && /__loadShare__/.test(one.message),
      )
    : /MISSING_EXPORT/.test(message) && /__loadShare__/.test(message);
