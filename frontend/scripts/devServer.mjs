// Vite's development servers: the host with the apps of this tree, or one app alone on a fake host. Both are served
// under the policy that the edge gives the page, so what a browser will forbid is seen while it is written.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';
import { filesOfModules, manifestIn } from '../kit/vite.mjs';
import { root as frontend } from './packages.mjs';

const NONCE = 'gesso-development';

/** As `SecurityHeaders` of the edge has it, with one nonce for all styles and for Vite's own first script. */
export const policy = (nonce, sockets, frame) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `connect-src 'self' ${sockets}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    `frame-src ${frame}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

const guarded = {
  name: 'gesso-policy',
  transformIndexHtml: (html) => html.replace('__CSP_NONCE__', NONCE),
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      const { host = 'localhost' } = request.headers;
      response.setHeader(
        'Content-Security-Policy',
        policy(NONCE, `ws://${host}`, `http://${host}/sandbox/frame.html`),
      );
      next();
    });
  },
};

/** Makes the host take the apps of this tree from their sources; a change of the host itself reloads the page. */
const fromSources = {
  name: 'gesso-sources',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (!source.endsWith('/federation.ts') || importer === undefined) return null;
    const ours = join(frontend, 'kit/dev/federation.ts');
    if (importer.split('?')[0] === ours) return null;
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    return found?.id === join(frontend, 'host/src/loader/federation.ts') ? ours : null;
  },
  transformIndexHtml: () => [
    {
      tag: 'script',
      attrs: { type: 'module', src: `/@fs${join(frontend, 'kit/dev/sources.ts')}`, nonce: NONCE },
      injectTo: 'head',
    },
  ],
  // Its modules keep things for the whole page: two copies of one would not know of each other.
  handleHotUpdate({ file, server }) {
    const ofHost = ['host/src', 'sdk/src'].some((folder) => file.startsWith(join(frontend, folder)));
    if (!ofHost || file.endsWith('.css')) return undefined;
    server.ws.send({ type: 'full-reload' });
    return [];
  },
};

/** `virtual:app`: the modules of the app in this folder. */
const appOf = (folder) => {
  const id = 'virtual:app';
  return {
    name: 'gesso-app',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load(wanted) {
      if (wanted !== `\0${id}`) return null;
      const files = filesOfModules(folder);
      const modules = ['Widget', 'Settings', 'Preview'];
      const missing = modules.filter((name) => !files[`./${name}`]);
      if (missing.length > 0) throw new Error(`${folder} has no src/${missing[0]}.tsx`);
      const lines = modules.map(
        (name) => `export { default as ${name} } from '${join(folder, files[`./${name}`])}';`,
      );
      const rules = files['./Rules'];
      return [
        ...lines,
        rules
          ? `export { default as rules } from '${join(folder, rules)}';`
          : 'export const rules = undefined;',
        `export const manifest = ${JSON.stringify(manifestIn(folder))};`,
      ].join('\n');
    },
  };
};

const common = (port) => ({
  configFile: false,
  logLevel: 'warn',
  clearScreen: false,
  html: { cspNonce: NONCE },
  resolve: { dedupe: ['react', 'react-dom'] },
  server: { port, strictPort: true, host: 'localhost' },
});

/** The page over a running server. */
export async function serveHost({ port, server }) {
  const target = `http://localhost:${server}`;
  const vite = await createServer({
    ...common(port),
    root: join(frontend, 'host'),
    cacheDir: join(frontend, 'node_modules/.vite-host'),
    plugins: [react(), guarded, fromSources],
    define: { FEDERATION_ALLOW_NEW_FUNCTION: 'undefined' },
    server: {
      ...common(port).server,
      fs: { allow: [frontend] },
      proxy: { '/api': { target, ws: true }, '/apps': target, '/sandbox': target, '/.well-known': target },
    },
  });
  return vite.listen();
}

/** One app alone. */
export async function serveApp({ port, folder }) {
  if (!existsSync(join(folder, 'manifest.json'))) throw new Error(`There is no manifest.json in ${folder}.`);
  const vite = await createServer({
    ...common(port),
    root: join(frontend, 'kit/dev'),
    cacheDir: join(frontend, 'node_modules/.vite-app'),
    plugins: [react(), guarded, appOf(folder)],
    server: { ...common(port).server, fs: { allow: [frontend, folder] } },
  });
  return vite.listen();
}
