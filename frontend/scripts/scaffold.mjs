// What a new app is made of: files of the template under another name, and lines in the files that list the apps.
// The template is an app of its own, compiled and tested where it lies: frontend/templates/sample, and the Sample*
// classes among the tests of the Java modules. Nothing is written before everything has been looked at.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { filesOf } from './files.mjs';

/** What the person can mend. */
export class Mistake extends Error {}

export const NAME_MOST = 20;
const TITLE_MOST = 60;
/** Words that a Java package or an address cannot be, or that would be mistaken for something else. */
const RESERVED = new Set(
  `abstract assert boolean break byte case catch char class const continue default do double else enum extends
  false final finally float for goto if implements import instanceof int interface long native new null package
  private protected public record return sealed short static strictfp super switch synchronized this throw
  throws transient true try var void volatile while yield delete export function in let typeof with
  api apps canvas commands config deploy edge events gesso host kit mine node platform registry sample sdk state
  template templates test tests widget`.split(/\s+/),
);

const pascal = (name) => name.replace(/(^|-)([a-z])/g, (_, _dash, letter) => letter.toUpperCase());
const titled = (name) => {
  const words = name.replaceAll('-', ' ');
  return words[0].toUpperCase() + words.slice(1);
};

/** `backend` asks for a name that can be a Java package, too. */
export function checkName(name, { backend }) {
  const shape = backend ? /^[a-z][a-z0-9]*$/ : /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
  const letters = backend ? 'small letters and digits' : 'small letters, digits and single dashes';
  if (!name) throw new Mistake('A new app needs a name, such as guestbook.');
  if (name.length < 2 || name.length > NAME_MOST || !shape.test(name))
    throw new Mistake(
      `The name '${name}' cannot be: it must have 2 to ${NAME_MOST} ${letters}, a letter first.`,
    );
  if (RESERVED.has(name)) throw new Mistake(`The name '${name}' is reserved. Choose another one.`);
}

/** Text of the template, speaking of another app. `samples` and `Samples` are other words. */
function renamed(text, name) {
  return text
    .replaceAll('golden/template/', 'golden/')
    .replaceAll('"template/', '"')
    .replaceAll('frontend/templates/', 'frontend/apps/')
    .replace(/\bSampleWhole\b/g, `${pascal(name)}IT`)
    .replace(/\bSample(?!s\b)/g, pascal(name))
    .replace(/\bsample(?!s\b)/g, name);
}
const read = (...path) => readFileSync(join(...path), 'utf8');
const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** The files of the page's side, by path below the app's folder. */
function frontFiles(frontend, { name, title, backend }) {
  const files = new Map();
  const take = (folder, skipped = /^$/) => {
    const from = join(frontend, 'templates', folder);
    for (const path of filesOf(from))
      if (!skipped.test(path)) files.set(renamed(path, name), renamed(read(from, path), name));
  };
  take('sample', backend ? /^$/ : /^(src\/(rules\.ts|generated\/.*)|test\/rules\.test\.ts)$/);
  if (!backend) take('alone');
  const manifest = files
    .get('manifest.json')
    .replace(/"title": ".*"/, () => `"title": ${JSON.stringify(title)}`)
    .replace(/,\n {2}"backend": ".*"/, (line) => (backend ? line : ''));
  files.set('manifest.json', manifest);
  return files;
}

/** The files of an app in a folder of its own: it brings what the tree would give it. */
function outsideFiles(frontend, wanted) {
  const files = frontFiles(frontend, wanted);
  for (const path of filesOf(join(frontend, 'templates/outside')))
    files.set(
      path === 'gitignore' ? '.gitignore' : path,
      renamed(read(frontend, 'templates/outside', path), wanted.name),
    );
  const { name: _, ...described } = JSON.parse(files.get('package.json'));
  const scripts = { test: 'vitest run', types: 'tsc' };
  files.set('package.json', json({ name: wanted.name, ...described, scripts }));
  return files;
}

const CLUSTER = 'canvas-cluster/src';
const GOLDEN = 'protocol/src/test/resources/golden';

/** The files of the server's side, by path below the root. */
function backFiles(root, name) {
  const files = new Map();
  const take = (from, to) => files.set(to, renamed(read(root, from), name));
  const template = `${CLUSTER}/test/java/gesso/cluster/sample`;
  for (const file of readdirSync(join(root, template)).sort()) {
    const kind = file.endsWith('Test.java') ? 'test' : 'main';
    take(`${template}/${file}`, `${CLUSTER}/${kind}/java/gesso/cluster/${name}/${renamed(file, name)}`);
  }
  const routes = 'java/gesso/edge/app';
  take(
    `http-edge/src/test/${routes}/SampleRoutes.java`,
    `http-edge/src/main/${routes}/${pascal(name)}Routes.java`,
  );
  const whole = 'deploy/src/test/java/gesso/deploy/whole';
  take(`${whole}/SampleWhole.java`, `${whole}/${pascal(name)}IT.java`);
  for (const path of filesOf(join(root, GOLDEN, 'template')))
    take(`${GOLDEN}/template/${path}`, `${GOLDEN}/${renamed(path, name)}`);
  return files;
}

/** One line more, in the order of the alphabet. */
const withLine = (text, line) => `${[...text.trimEnd().split('\n'), line].sort().join('\n')}\n`;

function once(text, found, replacement, file) {
  if (!text.includes(found)) throw new Error(`${file} has no ${JSON.stringify(found)} any more`);
  return text.replace(found, () => replacement);
}

/** Changes of files that list the backends. */
function backEdits(root, name) {
  const services = (module) => `${module}/src/main/resources/META-INF/services`;
  const level = /int LEVEL = (\d+);/.exec(
    read(root, 'protocol/src/main/java/gesso/protocol/release/Release.java'),
  )?.[1];
  const levels = 'Map<String, Integer> BACKENDS =\n            Map.ofEntries(';
  const registry = '## Of an app in the registry';
  return {
    [`${services('canvas-cluster')}/gesso.cluster.widget.MicroAppBackend`]: (text) =>
      withLine(text, `gesso.cluster.${name}.${pascal(name)}Backend`),
    [`${services('http-edge')}/gesso.edge.app.AppRoutes`]: (text) =>
      withLine(text, `gesso.edge.app.${pascal(name)}Routes`),
    'protocol/src/main/java/gesso/protocol/release/Levels.java': (text, file) =>
      once(text, levels, `${levels}entry("${name}", ${level}), `, file),
    'docs/events.md': (text, file) =>
      once(text, registry, renamed(read(root, 'frontend/templates/events.md'), name) + registry, file),
  };
}

const sorted = (object) =>
  Object.fromEntries(Object.entries(object).sort(([one], [other]) => one.localeCompare(other, 'en')));

/** Changes of files that list the packages of the page, as npm would make them. */
function frontEdits(name, described) {
  const folder = `apps/${name}`;
  const listed = (workspaces) => {
    const apps = [...workspaces.filter((one) => one.startsWith('apps/')), folder].sort();
    return [...workspaces.filter((one) => !one.startsWith('apps/')), ...apps];
  };
  return {
    'frontend/package.json': (text) => {
      const all = JSON.parse(text);
      return json({ ...all, workspaces: listed(all.workspaces) });
    },
    'frontend/package-lock.json': (text) => {
      const lock = JSON.parse(text);
      const top = lock.packages[''];
      const { '': _, ...packages } = lock.packages;
      const { name: called, version, license, dependencies } = described;
      packages[folder] = { name: called, version, license, dependencies };
      packages[`node_modules/${called}`] = { resolved: folder, link: true };
      return json({
        ...lock,
        packages: { '': { ...top, workspaces: listed(top.workspaces) }, ...sorted(packages) },
      });
    },
  };
}

/**
 * All that is to be written for a new app: new files and changed ones, by path. `dir` puts it outside the tree.
 * Throws a Mistake when the name is wrong or anything would be overwritten.
 */
export function plan({ root, name, title = titled(name ?? ''), frontOnly = false, dir }) {
  const backend = !frontOnly && dir === undefined;
  checkName(name, { backend });
  if (title.trim() === '' || title.length > TITLE_MOST)
    throw new Mistake(`A title has 1 to ${TITLE_MOST} characters.`);
  const frontend = join(root, 'frontend');
  const folder = dir === undefined ? join(frontend, 'apps', name) : resolve(dir);
  const inside = !relative(root, folder).startsWith('..');
  if (dir !== undefined && inside)
    throw new Mistake(`${folder} is inside this tree. Leave --dir out, and the app comes to frontend/apps.`);
  if (existsSync(folder) && (dir === undefined || readdirSync(folder).length > 0))
    throw new Mistake(`${folder} is there already; nothing was changed.`);

  const wanted = { name, title, backend };
  const front = dir === undefined ? frontFiles(frontend, wanted) : outsideFiles(frontend, wanted);
  const made = new Map([...front].map(([path, text]) => [join(folder, path), text]));
  if (backend) for (const [path, text] of backFiles(root, name)) made.set(join(root, path), text);
  for (const path of made.keys())
    if (existsSync(path))
      throw new Mistake(
        `The name '${name}' is taken: ${relative(root, path)} is there already; nothing was changed.`,
      );
  const edits = {
    ...(dir === undefined ? frontEdits(name, JSON.parse(front.get('package.json'))) : {}),
    ...(backend ? backEdits(root, name) : {}),
  };
  const changed = new Map(
    Object.entries(edits).map(([path, change]) => [join(root, path), change(read(root, path), path)]),
  );
  return { folder, backend, made, changed };
}

export function write({ made, changed }) {
  for (const [path, text] of made) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
  }
  for (const [path, text] of changed) writeFileSync(path, text);
}

/** The packages under which the classes of an app are, for a formatter that is to look at them alone. */
export const javaOf = (made) =>
  [...made.keys()].filter((path) => path.endsWith('.java')).map((path) => basename(path));
