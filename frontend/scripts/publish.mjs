// `./gesso publish DIR`: puts a built app into a running Gesso, or the next version of one, without a build of the host.
// DIR holds either the sources of an app (vite.config.ts, manifest.json, package.json), which are built first, or a
// built app: manifest.json with its id and version, and the files that the build made.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { filesOf } from './files.mjs';

const USAGE = `Usage: ./gesso publish DIR [OPTIONS]

Puts the app of DIR into the catalogue of a running Gesso; open pages can add it at once.
DIR: the sources of an app (vite.config.ts, manifest.json, package.json), or a built one: manifest.json
with id and version, and the files of the build with one remoteEntry*.js at the top.

  --url URL    the Gesso; default http://localhost:8080 (GESSO_URL)
  --data DIR   where that Gesso keeps its data, for its operator key; default ~/.local/share/gesso (GESSO_DATA)
               GESSO_OPERATOR_KEY, the key itself, counts before it
`;

/** What the person can mend; it ends the command with status 1 and no stack. */
class Mistake extends Error {}
const fail = (text) => {
  throw new Mistake(text);
};

function options() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string', default: process.env.GESSO_URL ?? 'http://localhost:8080' },
      data: {
        type: 'string',
        default: process.env.GESSO_DATA ?? join(homedir(), '.local/share/gesso'),
      },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return { ...values, folder: positionals[0], more: positionals.length > 1 };
}

function read(folder, name) {
  const path = join(folder, name);
  if (!existsSync(path)) fail(`${path} is missing.`);
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return fail(`${path} is not JSON: ${error.message}`);
  }
}

/** The operator key: given, or of the Gesso that keeps its data here. */
function keyOf(data) {
  if (process.env.GESSO_OPERATOR_KEY) return process.env.GESSO_OPERATOR_KEY.trim();
  const file = join(resolve(data), 'operator.key');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  return fail(
    `There is no operator key in ${file}. Name the data folder of that Gesso with --data DIR, or set GESSO_OPERATOR_KEY.`,
  );
}

async function built(folder, made) {
  const { buildRemote } = await import('./app.mjs');
  const sources = existsSync(join(folder, 'vite.config.ts'));
  const described = read(folder, 'manifest.json');
  if (sources) await buildRemote(folder, made);
  const out = sources ? made : folder;
  const manifest = sources
    ? { id: basename(folder), version: read(folder, 'package.json').version, ...described }
    : described;
  const paths = filesOf(out).filter((path) => path !== 'manifest.json' && !path.endsWith('.map'));
  if (paths.length === 0) fail(`${out} has no files beside manifest.json.`);
  const files = paths.map((path) => ({ path, data: readFileSync(join(out, path)).toString('base64') }));
  return { manifest, files };
}

/** What stands in the way, each fault on a line of its own with the file that it is about. */
function explained(problem, { manifest, files }) {
  const lines = (problem.errors ?? []).map(({ field, message }) => {
    const [, number] = /^files\[(\d+)\]/.exec(field) ?? [];
    const where =
      number === undefined ? field.replace(/^manifest\./, 'manifest.json: ') : files[number]?.path;
    return `  ${where} ${message}`;
  });
  return [`${manifest.id ?? 'The app'} was not published. ${problem.detail ?? ''}`.trim(), ...lines].join(
    '\n',
  );
}

async function publish({ folder, url, data }) {
  const key = keyOf(data);
  const made = mkdtempSync(join(tmpdir(), 'gesso-publish-'));
  try {
    const app = await built(folder, made);
    const answer = await fetch(new URL('/api/registry/apps', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(app),
    }).catch((error) => fail(`${url} does not answer: ${error.cause?.message ?? error.message}`));
    const body = await answer.json().catch(() => ({}));
    if (answer.status === 401) fail(`${url} does not know this operator key.`);
    if (!answer.ok) fail(explained(body, app));
    const size = `${Math.ceil(body.bytes / 1024)} KB in ${app.files.length === 1 ? '1 file' : `${app.files.length} files`}`;
    console.log(
      answer.status === 201
        ? `${body.title} ${body.version} is in the catalogue of ${url} (${size}).`
        : `${body.title} ${body.version} was there already, with the same content.`,
    );
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

try {
  const wanted = options();
  if (wanted.help) console.log(USAGE);
  else if (!wanted.folder || wanted.more) {
    console.error(USAGE);
    process.exitCode = 2;
  } else {
    const folder = resolve(process.env.GESSO_FROM ?? '.', wanted.folder);
    if (!existsSync(folder) || !statSync(folder).isDirectory()) fail(`There is no folder ${folder}.`);
    await publish({ ...wanted, folder });
  }
} catch (error) {
  console.error(`gesso: ${error instanceof Mistake ? error.message : (error.message ?? error)}`);
  process.exitCode = error.code?.startsWith('ERR_PARSE_ARGS') ? 2 : 1;
}
