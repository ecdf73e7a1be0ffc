import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOfTree, type Tree } from './tree.ts';

/** Whole runs of other tools, on a busy machine. */
const PATIENCE_MILLIS = 300_000;
let tree: Tree;
const outside = join(mkdtempSync(join(tmpdir(), 'gesso-outside-')), 'poker');
beforeAll(() => {
  tree = copyOfTree();
}, PATIENCE_MILLIS);
afterAll(() => {
  for (const folder of [join(tree.root, '..'), join(outside, '..')])
    rmSync(folder, { recursive: true, force: true });
});
const read = (...path: string[]) => readFileSync(join(...path), 'utf8');
const parsed = (...path: string[]) => JSON.parse(read(...path));

describe('./gesso new-app', () => {
  it(
    '[V3][FE-216] refuses a name that cannot be, in words, and writes nothing',
    () => {
      const said = (...args: string[]) => {
        const { status, output } = tree.newApp(...args);
        expect(status, output).not.toBe(0);
        expect(output).not.toMatch(/\n\s+at /);
        return output;
      };
      expect(said('Guest')).toContain('2 to 20 small letters and digits');
      expect(said('guest-book')).toContain('2 to 20 small letters and digits');
      expect(said('class')).toContain('reserved');
      expect(said('todo')).toContain('is there already');
      expect(said('canvas')).toContain('reserved');
      expect(said('crash')).toContain("'crash' is taken");
      expect(said('poker', '--front-only', '--title', 'x'.repeat(61))).toContain('1 to 60 characters');
      expect(said('poker', '--dir', join(tree.root, 'frontend/apps/poker'))).toContain('inside this tree');
      expect(said('poker', '--colour', 'red')).toContain('--colour');
      expect(existsSync(join(tree.root, 'frontend/apps/poker'))).toBe(false);
    },
    PATIENCE_MILLIS,
  );

  it(
    '[V3][W1][FE-215] makes an app without a backend whose lint, types and tests are good at once',
    () => {
      const { status, output } = tree.newApp('meal-plan', '--front-only');
      expect(status, output).toBe(0);
      expect(output).toContain('./gesso dev --app meal-plan');
      const folder = join(tree.root, 'frontend/apps/meal-plan');
      const manifest = parsed(folder, 'manifest.json');
      expect(manifest).toMatchObject({ id: 'meal-plan', title: 'Meal plan' });
      expect(manifest).not.toHaveProperty('backend');
      expect(read(folder, 'src/Widget.tsx')).toContain('MealPlanWidget');
      for (const path of ['src/Widget.tsx', 'test/contract.test.tsx', 'vite.config.ts', 'package.json'])
        expect(read(folder, path)).not.toMatch(/\bsample\b|Sample/);
      const lint = tree.tool('biome', ['check', '--error-on-warnings', 'apps/meal-plan', 'package.json']);
      expect(lint.status, lint.output).toBe(0);
      const types = tree.tool('tsc', ['--noEmit']);
      expect(types.status, types.output).toBe(0);
      const tests = tree.tool('vitest', ['run', 'apps/meal-plan']);
      expect(tests.status, tests.output).toBe(0);
      expect(tests.output).toMatch(/Tests +\d\d passed/);
      // What npm would have made of it.
      expect(parsed(tree.root, 'frontend/package.json').workspaces).toContain('apps/meal-plan');
      const { packages } = parsed(tree.root, 'frontend/package-lock.json');
      expect(packages['node_modules/@gesso/meal-plan']).toEqual({ resolved: 'apps/meal-plan', link: true });
      expect(Object.keys(packages)).toEqual([
        '',
        ...Object.keys(packages)
          .slice(1)
          .sort((one, other) => one.localeCompare(other, 'en')),
      ]);
      expect(tree.newApp('meal-plan', '--front-only').output).toContain('nothing was changed');
    },
    PATIENCE_MILLIS,
  );

  it(
    '[A4][V3][FE-217] makes an app in a folder of its own: tested, typed and built there',
    () => {
      const { status, output } = tree.newApp('poker', '--dir', outside, '--title', 'Planning poker');
      expect(status, output).toBe(0);
      expect(parsed(outside, 'manifest.json')).toMatchObject({ id: 'poker', title: 'Planning poker' });
      const tests = tree.run('npm', ['test'], outside);
      expect(tests.status, tests.output).toBe(0);
      expect(tests.output).toMatch(/Tests +\d\d passed/);
      const types = tree.run('npm', ['run', 'types'], outside);
      expect(types.status, types.output).toBe(0);
      const built = tree.tool('vite', ['build', '--logLevel', 'warn'], outside);
      expect(built.status, built.output).toBe(0);
      const files = readdirSync(join(outside, 'dist'), { recursive: true }).map(String);
      expect(files.filter((file) => /^remoteEntry-[\w-]+\.js$/.test(file))).toHaveLength(1);
      // What the registry takes.
      expect(files.filter((file) => file.length > 120 || !/^([\w@~+=][\w@~+=.-]*\/?)+$/.test(file))).toEqual(
        [],
      );
      writeFileSync(join(outside, 'src/Widget.tsx'), 'export default 7 as string;\n');
      expect(tree.run('npm', ['run', 'types'], outside).status).not.toBe(0);
      expect(tree.newApp('poker', '--dir', outside).output).toContain('nothing was changed');
    },
    PATIENCE_MILLIS,
  );
});
