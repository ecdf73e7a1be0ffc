// The three files of the sandbox: the runtime of generated apps, the frame's script, and the frame's page with its style.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'lightningcss';
import { build } from 'vite';

/** Classic scripts, each in one piece: a worker of a blob and a frame without an origin import nothing. */
const SCRIPTS = { runtime: 'src/runtime/main.ts', boot: 'src/frame/main.ts' };

/** `minify` off for who looks at what runs. */
export async function buildSandbox(root, out, minify = true) {
  const folder = join(root, 'sandbox');
  for (const [name, entry] of Object.entries(SCRIPTS))
    await build({
      configFile: false,
      root: folder,
      logLevel: 'warn',
      build: {
        outDir: out,
        emptyOutDir: false,
        target: 'es2022',
        minify,
        lib: { entry, formats: ['iife'], name: `gesso_${name}`, fileName: () => `${name}.js` },
      },
    });
  const style = readFileSync(join(folder, 'src/frame/frame.css'));
  const { code } = transform({ filename: 'frame.css', code: style, minify });
  const page = readFileSync(join(folder, 'src/frame/frame.html'), 'utf8');
  writeFileSync(
    join(out, 'frame.html'),
    page.replace('/* frame.css */', () => String(code)),
  );
}
