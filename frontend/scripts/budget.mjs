// Holds the built files to their budgets, in gzipped bytes of JavaScript.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Kilobytes of 1,024 bytes. `shell`: what every page starts with. `canvas`: all that an open canvas has loaded. */
const BUDGETS = {
  shell: 150,
  canvas: 186,
  todo: 30,
  notes: 16,
  'notes, later': 104,
  'sandbox, frame': 8,
  'sandbox, runtime': 60,
};
const APP_BUDGET = 40;
/** What an app loads only when somebody needs it. */
const LATER_BUDGET = 40;
const dist = process.env.GESSO_DIST ?? join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist');
const gz = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

/** Everything that a module imports statically, itself included. */
function closure(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(
    /(?:from|import)\s*[`"'](\.{1,2}\/[^`"']+\.js)[`"']/g,
  ))
    closure(join(dirname(file), path), seen);
  return seen;
}
/** What a module and its static imports ask for by `import()`. */
const asked = (files) =>
  [...files].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/import\(\s*[`"'](\.{1,2}\/[^`"']+\.js)[`"']/g)].map(([, path]) =>
      join(dirname(file), path),
    ),
  );
const index = readFileSync(join(dist, 'index.html'), 'utf8');
const shell = new Set();
for (const [, path] of index.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g))
  closure(join(dist, path), shell);
const assets = readdirSync(join(dist, 'assets')).filter((file) => file.endsWith('.js'));
const canvas = new Set(shell);
for (const name of ['CanvasPage', 'runtime'])
  for (const file of assets.filter((one) => one.startsWith(`${name}-`)))
    closure(join(dist, 'assets', file), canvas);
const sum = (files) => [...files].reduce((bytes, file) => bytes + gz(file), 0);

const manifests = JSON.parse(readFileSync(join(dist, 'apps/index.json'), 'utf8'));
const sizes = {
  shell: sum(shell),
  canvas: sum(canvas),
  'sandbox, frame': gz(join(dist, 'sandbox/boot.js')),
  'sandbox, runtime': gz(join(dist, 'sandbox/runtime.js')),
  ...Object.fromEntries(
    manifests.flatMap((app) => {
      const entry = join(dist, app.remoteEntry);
      const folder = dirname(entry);
      const scripts = readdirSync(folder, { recursive: true })
        .filter((file) => file.endsWith('.js'))
        .map((file) => join(folder, file));
      // The entry asks for the modules that the app exposes; what those ask for comes later.
      const first = closure(entry);
      for (const module of asked(first)) closure(module, first);
      const later = scripts.filter((file) => !first.has(file));
      return [
        [app.id, sum(first)],
        [`${app.id}, later`, sum(later)],
      ];
    }),
  ),
};
let good = true;
for (const [name, bytes] of Object.entries(sizes)) {
  const limit = BUDGETS[name] ?? (name.endsWith(', later') ? LATER_BUDGET : APP_BUDGET);
  const fits = bytes <= limit * 1024;
  good &&= fits;
  console.log(
    `${name}: ${(bytes / 1024).toFixed(1)} KB gzip of JavaScript, budget ${limit} KB${fits ? '' : ' - TOO LARGE'}`,
  );
}
process.exit(good ? 0 : 1);
