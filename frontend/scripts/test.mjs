// Every check of the front end, closing with one line that counts the tests: lint, types, tests.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installPackages, root } from './packages.mjs';

const report = join(root, 'target/vitest.json');
const bin = (name) => join(root, 'node_modules/.bin', name);
const run = (command, args) => spawnSync(bin(command), args, { cwd: root, stdio: 'inherit' }).status === 0;

installPackages();
mkdirSync(dirname(report), { recursive: true });
rmSync(report, { force: true });
const checks = [
  run('biome', ['check', '--error-on-warnings', '.']),
  run('tsc', ['--noEmit']),
  // Tried once more, and named: see docs/decisions/0040.
  run('vitest', [
    'run',
    '--retry=1',
    '--reporter=default',
    '--reporter=./scripts/retried.mjs',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]),
];
let passed = 0;
let failed = 0;
try {
  const counted = JSON.parse(readFileSync(report, 'utf8'));
  passed = counted.numPassedTests;
  failed = counted.numFailedTests;
} catch {
  failed = 1; // no report: the runner itself broke
}
const broken = checks.filter((good) => !good).length;
if (broken > 0 && failed === 0) failed = broken;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
