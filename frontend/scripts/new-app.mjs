// `./gesso new-app NAME`: makes an app that runs and whose tests pass.
import { spawnSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root as frontend, installPackages, isInstalled, linkPackage } from './packages.mjs';
import { javaOf, Mistake, plan, write } from './scaffold.mjs';

const USAGE = `Usage: ./gesso new-app NAME [OPTIONS]

Makes a new app from the template, with its tests: a list that everybody on the canvas adds to. Nothing that is there
is overwritten.

  NAME           small letters and digits, such as guestbook; its id for ever
  --title TEXT   what people read; default: the name
  --front-only   no backend: it keeps its data in the widget's shared state
  --dir DIR      in a folder of its own outside this tree, to be put into a running Gesso with ./gesso publish;
                 no backend either
`;

const root = resolve(frontend, '..');
const from = process.env.GESSO_FROM ?? process.cwd();
const bin = (name) => join(frontend, 'node_modules/.bin', name);

function options() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      title: { type: 'string' },
      'front-only': { type: 'boolean', default: false },
      dir: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (positionals.length > 1) throw new Mistake(`One name, please: ${positionals.join(' ')} are several.`);
  return { ...values, name: positionals[0] };
}

/** The width of lines depends on the name, so what was made is formatted once. */
function format({ folder, made, changed }) {
  if (existsSync(bin('biome')))
    spawnSync(bin('biome'), ['check', '--write', '--config-path', frontend, folder], { cwd: frontend });
  const java = [...javaOf(made), ...javaOf(changed)];
  if (java.length === 0) return;
  const files = `-DspotlessFiles=.*/(${java.join('|').replaceAll('.', '\\.')})`;
  const modules = ['-pl', 'protocol,canvas-cluster,http-edge,deploy'];
  const args = ['-o', '-q', '--batch-mode', ...modules, files, 'spotless:apply'];
  const done = spawnSync('mvn', args, { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) console.log('  format the Java files with: mvn spotless:apply');
}

function outside(folder) {
  installPackages();
  symlinkSync(join(frontend, 'node_modules'), join(folder, 'node_modules'), 'dir');
}

function told({ folder, backend, made, changed }, name, dir) {
  const here = (path) => relative(root, path);
  console.log(`Made ${name}: ${made.size} files.`);
  console.log(`  ${dir === undefined ? here(folder) : folder}`);
  if (backend) {
    console.log(`  canvas-cluster/src/main/java/gesso/cluster/${name}   what it decides; tests beside it`);
    for (const path of made.keys()) if (/(Routes|IT)\.java$/.test(path)) console.log(`  ${here(path)}`);
  }
  for (const path of changed.keys()) console.log(`  changed: ${here(path)}`);
  const steps =
    dir === undefined
      ? [
          [`./gesso dev --app ${name}`, 'it alone, with two people and no server'],
          ['./gesso dev', 'it on a canvas, changed while it runs'],
          ['./gesso test', 'all tests, its own among them'],
          ['./gesso up', 'it is in the catalogue'],
        ]
      : [
          [`./gesso dev --app ${dir}`, 'it alone, with two people and no server'],
          [`cd ${dir} && npm test`, 'its tests'],
          [`./gesso publish ${dir}`, 'puts it into a running Gesso'],
        ];
  console.log('\nNext:');
  const width = Math.max(...steps.map(([command]) => command.length));
  for (const [command, what] of steps) console.log(`  ${command.padEnd(width)}   ${what}`);
  console.log('\ndocs/tutorial.md goes through all of it.');
}

try {
  const { help, name, dir, title, 'front-only': frontOnly } = options();
  if (help) console.log(USAGE);
  else if (!name) {
    console.error(USAGE);
    process.exitCode = 2;
  } else {
    const ready = isInstalled();
    const wanted = { root, name, frontOnly, ...(title === undefined ? {} : { title }) };
    const planned = plan({ ...wanted, ...(dir === undefined ? {} : { dir: resolve(from, dir) }) });
    write(planned);
    if (dir !== undefined) outside(planned.folder);
    else if (ready) linkPackage(frontend, `@gesso/${name}`, `apps/${name}`);
    format(planned);
    told(planned, name, dir);
  }
} catch (error) {
  const plain = error instanceof Mistake || error.code?.startsWith('ERR_PARSE_ARGS');
  console.error(`gesso: ${plain ? error.message : (error.stack ?? error)}`);
  process.exitCode = error.code?.startsWith('ERR_PARSE_ARGS') ? 2 : 1;
}
