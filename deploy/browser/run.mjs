// Runs the browser tests and closes with one line that counts them.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const report = join(here, '../target/browser.json');
const run = (command, args) =>
  spawnSync(command, args, {
    cwd: here,
    stdio: 'inherit',
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  }).status;

const lock = createHash('sha256').update(readFileSync(join(here, 'package-lock.json'))).digest('hex');
const stamp = join(here, 'node_modules/.gesso-lock');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  if (run('npm', ['ci', '--prefer-offline']) !== 0) process.exit(1);
  writeFileSync(stamp, lock);
}

rmSync(report, { force: true });
run('node_modules/.bin/playwright', ['test', ...process.argv.slice(2)]);
let passed = 0;
let failed = 1; // no report: the runner itself broke
if (existsSync(report)) {
  const { stats } = JSON.parse(readFileSync(report, 'utf8'));
  passed = stats.expected + stats.flaky;
  failed = stats.unexpected + stats.skipped;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
