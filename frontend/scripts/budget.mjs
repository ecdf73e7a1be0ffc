// Holds the built files to their budgets, in gzipped bytes of JavaScript.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Kilobytes of 1,024 bytes. The host shell is what index.html loads before any app or any lazy page. */
const BUDGETS = { host: 150, todo: 30 };
const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist');
const gz = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

/** Everything that a module imports statically, itself included. */
function closure(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(
    /(?:from|import)\s*["'](\.{1,2}\/[^"']+\.js)["']/g,
  ))
    closure(join(dirname(file), path), seen);
  return seen;
}
const index = readFileSync(join(dist, 'index.html'), 'utf8');
const shell = new Set();
for (const [, path] of index.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g))
  closure(join(dist, path), shell);
const all = readdirSync(join(dist, 'assets')).filter((file) => file.endsWith('.js'));
const sum = (files) => [...files].reduce((bytes, file) => bytes + gz(file), 0);

const manifests = JSON.parse(readFileSync(join(dist, 'apps/index.json'), 'utf8'));
const sizes = {
  host: sum(all.map((file) => join(dist, 'assets', file))),
  ...Object.fromEntries(
    manifests.map((app) => {
      const folder = join(dist, dirname(app.remoteEntry));
      const scripts = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.js'));
      return [app.id, sum(scripts.map((file) => join(folder, file)))];
    }),
  ),
};
console.log(`host, loaded at start: ${(sum(shell) / 1024).toFixed(1)} KB gzip in ${shell.size} files`);
let good = true;
for (const [name, bytes] of Object.entries(sizes)) {
  const limit = BUDGETS[name] ?? 30;
  const fits = bytes <= limit * 1024;
  good &&= fits;
  console.log(
    `${name}: ${(bytes / 1024).toFixed(1)} KB gzip of JavaScript, budget ${limit} KB${fits ? '' : ' - TOO LARGE'}`,
  );
}
process.exit(good ? 0 : 1);
