/** A copy of this tree in which a test may write, with the packages of this one. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const ROOT = realpathSync(join(import.meta.dirname, '../../..'));
const SKIPPED = new Set(['node_modules', 'target', 'dist', '.git', '.gesso-dev']);
/** The tools behave otherwise when they think that they are tested. */
const { VITEST: _vitest, NODE_ENV: _mode, FORCE_COLOR: _colour, ...rest } = process.env;
const ENV = { ...rest, NO_COLOR: '1' };

export interface Ended {
  status: number | null;
  output: string;
}
export interface Tree {
  root: string;
  run(command: string, args: readonly string[], where?: string): Ended;
  /** A tool of the page, such as `vitest`. */
  tool(name: string, args: readonly string[], where?: string): Ended;
  newApp(...args: string[]): Ended;
}

export function copyOfTree(): Tree {
  const root = join(mkdtempSync(join(tmpdir(), 'gesso-tree-')), 'gesso');
  cpSync(ROOT, root, { recursive: true, filter: (path) => !SKIPPED.has(basename(path)) });
  const [from, to] = [join(ROOT, 'frontend/node_modules'), join(root, 'frontend/node_modules')];
  mkdirSync(join(to, '@gesso'), { recursive: true });
  for (const name of readdirSync(from))
    if (name === '.gesso-lock') cpSync(join(from, name), join(to, name));
    else if (name !== '@gesso' && !name.startsWith('.vite')) symlinkSync(join(from, name), join(to, name));
  for (const name of readdirSync(join(from, '@gesso')))
    symlinkSync(readlinkSync(join(from, '@gesso', name)), join(to, '@gesso', name));
  const run: Tree['run'] = (command, args, where = root) => {
    const done = spawnSync(command, args, { cwd: where, encoding: 'utf8', env: ENV });
    return { status: done.status, output: `${done.stdout}${done.stderr}${done.error ?? ''}` };
  };
  return {
    root,
    run,
    tool: (name, args, where = join(root, 'frontend')) => run(join(to, '.bin', name), args, where),
    newApp: (...args) => run(process.execPath, [join(root, 'frontend/scripts/new-app.mjs'), ...args]),
  };
}
