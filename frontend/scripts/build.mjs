// Builds host and apps and lays them out as the edge serves them:
//   dist/index.html, dist/assets/*            the host (hashed names)
//   dist/apps/<app>/<hash>/*                  one remote, addressed by its content
//   dist/apps/index.json                      the manifests of the built-in apps
// plus a .br and a .gz beside each file that shrinks. The same sources give the same bytes.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Where the result goes; another place for checks. */
const dist = process.env.GESSO_DIST ?? join(root, 'dist');
/** Where each part is built before it is laid out. */
const parts = `${dist}-parts`;

/** Every file below a folder, sorted, with forward slashes. */
export const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();

async function buildApp(app) {
  const folder = join(root, 'apps', app);
  const out = join(parts, app);
  await build({ configFile: join(folder, 'vite.config.ts'), logLevel: 'warn', build: { outDir: out } });
  const files = filesOf(out);
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(out, file)));
  const version = hash.digest('hex').slice(0, 16);
  cpSync(out, join(dist, 'apps', app, version), { recursive: true });

  const entry = files.find((file) => /^remoteEntry-[\w-]+\.js$/.test(file));
  if (!entry) throw new Error(`${app}: the build made no remoteEntry`);
  const described = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const scripts = files.filter((file) => file.endsWith('.js') || file.endsWith('.css'));
  return {
    ...described,
    id: app,
    version: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version,
    origin: 'builtin',
    remoteEntry: `/apps/${app}/${version}/${entry}`,
    modules: ['./Widget', './Settings', './Preview'],
    integrity: `sha384-${createHash('sha384')
      .update(readFileSync(join(out, entry)))
      .digest('base64')}`,
    // Bytes over the wire of everything that the app can load, gzipped.
    bytes: scripts.reduce(
      (sum, file) => sum + gzipSync(readFileSync(join(out, file)), { level: 9 }).length,
      0,
    ),
  };
}

function compress(file) {
  const bytes = readFileSync(file);
  if (bytes.length < 256 || /\.(woff2?|png|jpg|br|gz)$/.test(file)) return;
  const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  const gz = gzipSync(bytes, { level: 9 });
  if (br.length < bytes.length) writeFileSync(`${file}.br`, br);
  if (gz.length < bytes.length) writeFileSync(`${file}.gz`, gz);
}

rmSync(dist, { recursive: true, force: true });
await build({ configFile: join(root, 'host/vite.config.ts'), logLevel: 'warn', build: { outDir: dist } });
const apps = readdirSync(join(root, 'apps'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();
const manifests = [];
for (const app of apps) manifests.push(await buildApp(app));
mkdirSync(join(dist, 'apps'), { recursive: true });
writeFileSync(join(dist, 'apps/index.json'), `${JSON.stringify(manifests, null, 2)}\n`);
// index.html carries a per-response nonce and apps/index.json is read by the edge: neither is served as it lies.
for (const file of filesOf(dist))
  if (!/^(index\.html|apps\/index\.json)$/.test(file)) compress(join(dist, file));
rmSync(parts, { recursive: true, force: true });
