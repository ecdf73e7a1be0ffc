import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOfTree, type Tree } from './tree.ts';
import { make, type Part, partsOf } from './tutorial.ts';

/** What needs a server is followed in a browser (deploy/browser/tests/tutorial.spec.ts), the rest here. */
const ELSEWHERE = /^\.\/gesso (dev|up|publish)\b|^mvn /;
/** Whole runs of other tools, on a busy machine. */
const PATIENCE_MILLIS = 300_000;
let tree: Tree;
let parts: readonly Part[];
beforeAll(() => {
  tree = copyOfTree();
  parts = partsOf(tree.root);
}, PATIENCE_MILLIS);
afterAll(() => rmSync(join(tree.root, '..'), { recursive: true, force: true }), PATIENCE_MILLIS);

function follow(title: string, folder: string): number {
  const part = parts.find((one) => one.title === title);
  let done = 0;
  for (const step of part?.steps ?? []) {
    if (step.kind !== 'command') make(step, folder);
    else if (!ELSEWHERE.test(step.line)) {
      const { status, output } = tree.run('bash', ['-c', step.line]);
      expect(status, `${step.line}\n${output}`).toBe(0);
    }
    done++;
  }
  return done;
}

describe('the tutorial', () => {
  it(
    '[V3][FE-224] makes an app of its own, changes it, and tests it',
    () => {
      expect(follow('1. An app of your own', join(tree.root, '../guestbook'))).toBeGreaterThan(5);
      expect(follow('2. Into a running Gesso', join(tree.root, '../guestbook'))).toBeGreaterThan(4);
      // The next version is as good as the first.
      expect(tree.run('npm', ['test'], join(tree.root, '../guestbook')).status).toBe(0);
    },
    PATIENCE_MILLIS,
  );

  it(
    '[V3][W3][FE-224] makes an app with a backend and gives it a rule',
    () => {
      expect(follow('3. With a backend', tree.root)).toBeGreaterThan(7);
      const types = tree.tool('tsc', ['--noEmit']);
      expect(types.status, types.output).toBe(0);
      const lint = tree.tool('biome', ['check', '--error-on-warnings', 'apps/visitors']);
      expect(lint.status, lint.output).toBe(0);
    },
    PATIENCE_MILLIS,
  );
});
