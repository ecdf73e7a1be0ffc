// What Maven runs: installs packages only when the lock changed, builds only when a source changed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, lockOf, root, sha } from './packages.mjs';

const at = (path) => join(root, path);
const run = (command, args) => {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (done.error) throw done.error;
  if (done.status !== 0) process.exit(done.status ?? 1);
};
const read = (path) => (existsSync(at(path)) ? readFileSync(at(path), 'utf8') : '');

const [major] = process.versions.node.split('.');
if (Number(major) < 20) {
  console.error(`frontend: Node 20 or newer is needed, this is ${process.version}`);
  process.exit(1);
}

installPackages();

const skipped = new Set(['node_modules', 'dist', 'target', 'test', 'templates', '.vite', '.__mf__temp']);
const sources = (folder) =>
  readdirSync(at(folder), { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name) && !/\.test\.tsx?$|\.md$/.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? sources(path) : [path];
    });
const digest = sha(lockOf(), ...sources('.').flatMap((path) => [path, readFileSync(at(path))]));
if (read('target/frontend.sha') === digest && existsSync(at('dist/index.html'))) {
  console.log('frontend: unchanged, build skipped');
} else {
  run(process.execPath, ['scripts/build.mjs']);
  mkdirSync(at('target'), { recursive: true });
  writeFileSync(at('target/frontend.sha'), digest);
}
