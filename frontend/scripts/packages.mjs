// The packages of the page: installed only when the lock has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampIn = (frontend) => join(frontend, 'node_modules/.gesso-lock');

export const sha = (...parts) =>
  parts.reduce((hash, part) => hash.update(part).update('\0'), createHash('sha256')).digest('hex');
/** What node_modules must have been made of. */
export const lockOf = (frontend = root) =>
  sha(readFileSync(join(frontend, 'package-lock.json')), process.version);
export const isInstalled = (frontend = root) =>
  existsSync(stampIn(frontend)) && readFileSync(stampIn(frontend), 'utf8') === lockOf(frontend);

/** Ends the process when npm fails: it has said why. */
export function installPackages() {
  if (isInstalled()) return;
  const args = ['ci', '--no-fund', '--no-audit', '--prefer-offline'];
  const done = spawnSync('npm', args, { cwd: root, stdio: 'inherit' });
  if (done.error) throw done.error;
  if (done.status !== 0) process.exit(done.status ?? 1);
  writeFileSync(stampIn(root), lockOf());
}

/** What `npm ci` would do for one more folder of this tree, without doing all of it again. */
export function linkPackage(frontend, name, folder) {
  const link = join(frontend, 'node_modules', name);
  mkdirSync(dirname(link), { recursive: true });
  if (!existsSync(link)) symlinkSync(join('../..', folder), link, 'dir');
  writeFileSync(stampIn(frontend), lockOf(frontend));
}
