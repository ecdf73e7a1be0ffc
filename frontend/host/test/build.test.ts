import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'gesso-build-'));
/** The tools behave otherwise when they think that they are tested. */
const { VITEST: _vitest, NODE_ENV: _mode, ...env } = process.env;
const script = (name: string, dist: string) =>
  spawnSync(process.execPath, [join(root, 'scripts', name)], {
    cwd: root,
    encoding: 'utf8',
    env: { ...env, GESSO_DIST: dist },
  });
const dist = join(folder, 'one');
const filesOf = (place: string) =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(place.length + 1))
    .sort();

beforeAll(() => {
  const built = script('build.mjs', dist);
  expect(built.status, built.stderr).toBe(0);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const manifest = (app: string) =>
  JSON.parse(readFileSync(join(dist, 'apps/index.json'), 'utf8')).find(
    ({ id }: { id: string }) => id === app,
  );

describe('the built page', () => {
  it('[P3][FE-90] has names that change with the content, but for the index, its icon and the sandbox', () => {
    const plain = filesOf(dist).filter(
      (file) =>
        !/^assets\/.*-[\w-]{8}\.\w+(\.br|\.gz)?$/.test(file) && !/^apps\/[\w-]+\/[0-9a-f]{16}\//.test(file),
    );
    expect(plain.filter((file) => !/\.(br|gz)$/.test(file))).toEqual([
      'apps/files.json',
      'apps/index.json',
      'favicon.svg',
      'index.html',
      'sandbox/boot.js',
      'sandbox/check.js',
      'sandbox/frame.html',
      'sandbox/harness.js',
      'sandbox/runtime.js',
      'sw.js',
    ]);
  });
  it('[P3] lies there compressed, and tells the truth about each app', () => {
    const todo = manifest('todo');
    expect(todo).toMatchObject({
      id: 'todo',
      version: '1.0.0',
      origin: 'builtin',
      backend: 'todo',
      modules: ['./Widget', './Settings', './Preview', './Rules'],
    });
    expect(todo.remoteEntry).toMatch(/^\/apps\/todo\/[0-9a-f]{16}\/remoteEntry-[\w-]+\.js$/);
    const files = filesOf(dist);
    for (const ending of ['', '.br', '.gz']) expect(files).toContain(`${todo.remoteEntry.slice(1)}${ending}`);
  });
  it('[P4] has a service worker that keeps every file of the shell, and no app', () => {
    const worker = readFileSync(join(dist, 'sw.js'), 'utf8');
    const shell = filesOf(join(dist, 'assets')).filter((file) => /\.(js|css|woff2)$/.test(file));
    for (const file of shell) expect(worker).toContain(`/assets/${file}`);
    expect(worker).not.toContain('/apps/todo');
    expect(worker).not.toContain('__SHELL__');
  });
  it('[A2] bundles no app into the host', () => {
    const host = filesOf(join(dist, 'assets')).filter((file) => file.endsWith('.js'));
    const text = host.map((file) => readFileSync(join(dist, 'assets', file), 'utf8')).join('\n');
    expect(text).not.toContain('Add something to do');
  });
  it('[M6] has React in the host only, so that there is one', () => {
    const todo = manifest('todo');
    const app = join(dist, dirname(todo.remoteEntry));
    const scripts = filesOf(app).filter((file) => file.endsWith('.js'));
    const marker = '__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE';
    for (const file of scripts)
      expect(readFileSync(join(app, file), 'utf8'), file).not.toContain(`${marker}=`);
    const assets = filesOf(join(dist, 'assets')).filter((file) => file.endsWith('.js'));
    const owners = assets.filter((file) =>
      readFileSync(join(dist, 'assets', file), 'utf8').includes(`${marker}=`),
    );
    expect(owners).toHaveLength(1);
  });
  it('[X3] needs no eval, no inline script, and has one place for the nonce', () => {
    const index = readFileSync(join(dist, 'index.html'), 'utf8');
    expect(index.match(/__CSP_NONCE__/g)).toHaveLength(1);
    expect(index).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(index).not.toMatch(/\son\w+=|style="/);
    for (const file of filesOf(dist).filter((one) => one.endsWith('.js')))
      expect(readFileSync(join(dist, file), 'utf8'), file).not.toMatch(/\bnew Function\b|[^.\w]eval\(/);
  });
  it('[FE-91] keeps its budgets', () => {
    const { status, stdout } = script('budget.mjs', dist);
    expect(status, stdout).toBe(0);
  });
  it('[FE-92] comes out the same again', { timeout: 120_000 }, () => {
    const other = join(folder, 'two');
    expect(script('build.mjs', other).status).toBe(0);
    const files = filesOf(dist);
    expect(filesOf(other)).toEqual(files);
    for (const file of files)
      expect(readFileSync(join(other, file)).equals(readFileSync(join(dist, file))), file).toBe(true);
  });
});
