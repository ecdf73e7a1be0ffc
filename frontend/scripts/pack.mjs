// `./gesso pack NAME|DIR|sdk`: an app (or the SDK) as a package of plain JavaScript with types, for any React page.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { filesOf } from './files.mjs';
import { root as frontend, installPackages } from './packages.mjs';

const USAGE = `Usage: ./gesso pack NAME|DIR|sdk [--out DIR]

Makes a package of one app, as npm installs it: Widget, Settings, Preview and Rules as plain JavaScript with types, and
its styles. It needs React and @gesso/sdk beside it; 'sdk' packs that.

  --out DIR   where the .tgz comes; default: here
`;

/** The module that each entry of the package exports by default, in the SDK's words. */
const TYPES = {
  Widget: 'MicroAppModule',
  Settings: 'SettingsModule',
  Preview: 'PreviewModule',
  Rules: 'MicroAppRules',
};
/** What whoever uses the package has already. */
const theirs = (id) => /^(react|@gesso\/sdk)(\/|$)/.test(id);
const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
class Mistake extends Error {}

async function bundle(folder, out, entry) {
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  await build({
    configFile: false,
    root: folder,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: out,
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      cssCodeSplit: false,
      lib: { entry, formats: ['es'], fileName: (_, name) => `${name}.js`, cssFileName: 'style' },
      rolldownOptions: { external: theirs },
    },
  });
}

async function packApp(folder, made) {
  const { filesOfModules } = await import('../kit/vite.mjs');
  const files = filesOfModules(folder);
  const described = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const manifest = readFileSync(join(folder, 'manifest.json'), 'utf8');
  const dist = join(made, 'dist');
  const entry = Object.fromEntries(
    Object.entries(files).map(([module, file]) => [module.slice(2), join(folder, file)]),
  );
  await bundle(folder, dist, entry);
  for (const name of Object.keys(entry))
    writeFileSync(
      join(dist, `${name}.d.ts`),
      `import type { ${TYPES[name]} } from '@gesso/sdk';\ndeclare const ${name}: ${TYPES[name]};\nexport default ${name};\n`,
    );
  const { dependencies = {}, ...rest } = described;
  const own = Object.fromEntries(Object.entries(dependencies).filter(([id]) => !theirs(id)));
  const peers = Object.fromEntries(Object.entries(dependencies).filter(([id]) => theirs(id)));
  writeFileSync(join(made, 'manifest.json'), manifest);
  const { private: _, scripts: __, devDependencies: ___, ...kept } = rest;
  writeFileSync(
    join(made, 'package.json'),
    json({
      ...kept,
      exports: {
        ...Object.fromEntries(
          Object.keys(entry).map((name) => [
            `./${name}`,
            { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
          ]),
        ),
        ...(existsSync(join(dist, 'style.css')) ? { './style.css': './dist/style.css' } : {}),
        './manifest': './manifest.json',
      },
      files: ['dist', 'manifest.json'],
      dependencies: own,
      peerDependencies: { ...peers, react: '>=19 <20' },
    }),
  );
}

async function packSdk(made) {
  const folder = join(frontend, 'sdk');
  const dist = join(made, 'dist');
  await bundle(folder, dist, {
    index: join(folder, 'src/index.ts'),
    protocol: join(folder, 'src/protocol.ts'),
  });
  const options = {
    target: 'ES2023',
    lib: 'ES2023,DOM',
    module: 'ESNext',
    moduleResolution: 'bundler',
    jsx: 'react-jsx',
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const more = [
    '--declaration',
    '--emitDeclarationOnly',
    '--allowImportingTsExtensions',
    '--skipLibCheck',
    '--strict',
  ];
  const files = ['index.ts', 'protocol.ts'].map((file) => join(folder, 'src', file));
  const done = spawnSync(
    join(frontend, 'node_modules/.bin/tsc'),
    ['--ignoreConfig', ...flags, ...more, '--outDir', dist, '--rootDir', join(folder, 'src'), ...files],
    { cwd: folder, encoding: 'utf8' },
  );
  if (done.status !== 0) throw new Error(`The SDK has no types: ${done.stdout}${done.stderr}`);
  for (const file of filesOf(dist).filter((path) => path.endsWith('.d.ts'))) {
    const text = readFileSync(join(dist, file), 'utf8');
    writeFileSync(join(dist, file), text.replace(/(from '\.[^']*)\.tsx?'/g, "$1.js'"));
  }
  const {
    dependencies: _,
    private: __,
    ...described
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const exported = (name) => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` });
  writeFileSync(
    join(made, 'package.json'),
    json({
      ...described,
      exports: { '.': exported('index'), './protocol': exported('protocol') },
      files: ['dist'],
      peerDependencies: { react: '>=19 <20' },
    }),
  );
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string', default: '.' }, help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) return console.log(USAGE);
  const [wanted] = positionals;
  if (!wanted || positionals.length > 1) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  installPackages();
  const from = process.env.GESSO_FROM ?? '.';
  const named = join(frontend, 'apps', wanted);
  const folder = existsSync(join(named, 'manifest.json')) ? named : resolve(from, wanted);
  if (wanted !== 'sdk' && !existsSync(join(folder, 'manifest.json')))
    throw new Mistake(`There is no app '${wanted}': ${folder} has no manifest.json.`);
  const out = resolve(from, values.out);
  mkdirSync(out, { recursive: true });
  const made = mkdtempSync(join(tmpdir(), 'gesso-pack-'));
  try {
    await (wanted === 'sdk' ? packSdk(made) : packApp(folder, made));
    const packed = spawnSync('npm', ['pack', '--silent', '--pack-destination', out], {
      cwd: made,
      encoding: 'utf8',
    });
    if (packed.status !== 0) throw new Error(`npm pack failed: ${packed.stderr}`);
    const name = packed.stdout.trim().split('\n').at(-1);
    console.log(`Packed ${join(out, name)} (${readdirSync(join(made, 'dist')).length} files).`);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

main().catch((error) => {
  console.error(`gesso: ${error instanceof Mistake ? error.message : (error.stack ?? error)}`);
  process.exitCode = error.code?.startsWith('ERR_PARSE_ARGS') ? 2 : 1;
});
