// Builds host and apps and lays them out as the edge serves them:
//   dist/index.html, dist/assets/*            the host (hashed names)
//   dist/apps/<app>/<hash>/*                  one remote, addressed by its content
//   dist/apps/index.json                      the manifests of the built-in apps
//   dist/sandbox/*                            frame and runtime of generated apps, and what these are checked with
//   dist/apps/files.json                      the files of each, by folder: the edge keeps them for later releases
// plus a .br and a .gz beside each file that shrinks. The same sources give the same bytes.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { buildRemote } from './app.mjs';
import { filesOf } from './files.mjs';
import { buildSandbox } from './sandbox.mjs';
import { buildTools } from './tools.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Where the result goes; another place for checks. */
const dist = process.env.GESSO_DIST ?? join(root, 'dist');
/** Where each part is built before it is laid out. */
const parts = `${dist}-parts`;

/** What every app exposes; one with a backend has `./Rules` besides. */
const VIEWS = ['./Widget', './Settings', './Preview'];

async function buildApp(app) {
  const folder = join(root, 'apps', app);
  const out = join(parts, app);
  await buildRemote(folder, out);
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
    modules: existsSync(join(folder, 'src/rules.ts')) ? [...VIEWS, './Rules'] : VIEWS,
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

/** The service worker, told which files the shell has. */
async function buildWorker() {
  const index = createHash('sha256')
    .update(readFileSync(join(dist, 'index.html')))
    .digest('hex');
  const shell = [
    { url: '/', revision: index.slice(0, 16) },
    ...filesOf(dist)
      .filter((file) => /^(assets\/.*\.(js|css|woff2|svg)|favicon\.svg)$/.test(file))
      .map((file) => ({
        url: `/${file}`,
        // Assets have their content in their names.
        revision: file.startsWith('assets/')
          ? null
          : createHash('sha256')
              .update(readFileSync(join(dist, file)))
              .digest('hex')
              .slice(0, 16),
      })),
  ];
  await build({
    configFile: false,
    root: join(root, 'host'),
    logLevel: 'warn',
    define: {
      __SHELL__: JSON.stringify(shell),
      'process.env.NODE_ENV': JSON.stringify('production'),
    },
    build: {
      outDir: join(parts, 'worker'),
      emptyOutDir: true,
      target: 'es2022',
      lib: { entry: 'src/worker/worker.ts', formats: ['iife'], name: 'worker', fileName: () => 'sw.js' },
    },
  });
  cpSync(join(parts, 'worker/sw.js'), join(dist, 'sw.js'));
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
const folders = manifests.map(({ remoteEntry }) => remoteEntry.slice(1, remoteEntry.lastIndexOf('/')));
const filesByFolder = Object.fromEntries(folders.map((folder) => [folder, filesOf(join(dist, folder))]));
writeFileSync(join(dist, 'apps/files.json'), `${JSON.stringify(filesByFolder, null, 2)}\n`);
await buildWorker();
await buildSandbox(root, join(dist, 'sandbox'));
await buildTools(join(dist, 'sandbox'), parts);
// index.html carries a per-response nonce, the two lists of apps are read by the edge: none is served as it lies.
for (const file of filesOf(dist))
  if (!/^(index\.html|apps\/(index|files)\.json)$/.test(file)) compress(join(dist, file));
rmSync(parts, { recursive: true, force: true });
