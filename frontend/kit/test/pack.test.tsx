import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MicroAppModule, MicroAppRules, PreviewModule, SettingsModule } from '@gesso/sdk';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FakeHost, FakeWidget } from '../fake/index.ts';

/** Compilers and npm, on a busy machine. */
const PATIENCE_MILLIS = 300_000;
const frontend = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'gesso-packed-'));
const modules = join(folder, 'node_modules');
const { VITEST: _vitest, NODE_ENV: _mode, ...env } = process.env;
const run = (command: string, args: string[], cwd = folder) => {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', env });
  expect(done.status, `${done.stdout}${done.stderr}`).toBe(0);
  return done.stdout;
};

/** What `npm install` of the packages does, without a registry. */
function install(name: string): void {
  const told = run(process.execPath, [join(frontend, 'scripts/pack.mjs'), name, '--out', folder]);
  const [, archive] = /Packed (\S+\.tgz)/.exec(told) ?? [];
  const place = join(modules, '@gesso', name);
  mkdirSync(place, { recursive: true });
  run('tar', ['-xzf', archive ?? '', '--strip-components=1', '-C', place]);
}

beforeAll(() => {
  install('sdk');
  install('todo');
  for (const name of ['react', 'react-dom', '@types'])
    symlinkSync(join(frontend, 'node_modules', name), join(modules, name));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
}, PATIENCE_MILLIS);
afterEach(cleanup);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const packed = async <T,>(name: string): Promise<T> =>
  (await import(/* @vite-ignore */ pathToFileURL(join(modules, '@gesso/todo/dist', `${name}.js`)).href))
    .default as T;

describe('an app as a package', () => {
  it('[W5][FE-218] has its modules as plain JavaScript, its styles and its manifest, and no sources', () => {
    const { exports, peerDependencies } = JSON.parse(
      readFileSync(join(modules, '@gesso/todo/package.json'), 'utf8'),
    );
    expect(Object.keys(exports)).toEqual([
      './Widget',
      './Settings',
      './Preview',
      './Rules',
      './style.css',
      './manifest',
    ]);
    expect(Object.keys(peerDependencies).sort()).toEqual(['@gesso/sdk', 'react']);
    const files = readdirSync(join(modules, '@gesso/todo'), { recursive: true }).map(String);
    expect(files.filter((file) => /(?<!\.d)\.tsx?$/.test(file))).toEqual([]);
  });

  it('[W5][FE-218] runs in a plain React page', async () => {
    const [Widget, Rules, Preview] = await Promise.all([
      packed<MicroAppModule>('Widget'),
      packed<MicroAppRules>('Rules'),
      packed<PreviewModule>('Preview'),
    ]);
    const host = new FakeHost({ app: { id: 'todo', version: '1.0.0', rules: Rules } });
    const [ada] = host.sessions;
    if (!ada) throw new Error('nobody is there');
    render(<FakeWidget session={ada} module={Widget} />);
    const field = screen.getByLabelText('New todo');
    fireEvent.change(field, { target: { value: 'Milk' } });
    fireEvent.submit(field.closest('form') as HTMLFormElement);
    expect(screen.getByText('Milk')).toBeTruthy();
    cleanup();
    host.close();
    const { container } = render(<Preview theme="light" />);
    expect(container.textContent).not.toBe('');
    expect(typeof (await packed<SettingsModule>('Settings'))).toBe('function');
  });

  it(
    '[W5][FE-218] has types that hold',
    () => {
      writeFileSync(
        join(folder, 'page.tsx'),
        [
          "import type { CanvasContext } from '@gesso/sdk';",
          "import Widget from '@gesso/todo/Widget';",
          "import Rules from '@gesso/todo/Rules';",
          'export const made = (context: CanvasContext) => Widget.create(context).getState();',
          'export const known: boolean = Rules.knows("todo.created");',
          '// @ts-expect-error: a context is needed',
          'Widget.create();',
        ].join('\n'),
      );
      const flags = [
        '--strict',
        '--jsx',
        'react-jsx',
        '--module',
        'ESNext',
        '--moduleResolution',
        'bundler',
        '--target',
        'ES2023',
      ];
      run(join(frontend, 'node_modules/.bin/tsc'), [
        '--noEmit',
        '--ignoreConfig',
        '--types',
        'react',
        ...flags,
        'page.tsx',
      ]);
    },
    PATIENCE_MILLIS,
  );
});
