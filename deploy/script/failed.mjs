// Names every test that failed, with the first lines of what it said, out of the reports of all runners: who sees
// only the end of a long run still learns what to look at. Arguments: the parts that ran.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const MOST_LINES = 4;
const MOST_WIDE = 200;
const ran = (part) => process.argv.includes(part);

const plain = (text) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal
    .replace(/\u001b\[[0-9;]*m/g, '')
    .replace(/&(lt|gt|quot|apos|amp|#10);/g, (_, name) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&', '#10': '\n' })[name]);

function tell(name, said) {
  console.log(`failed: ${name}`);
  const lines = plain(said).split('\n').filter((line) => line.trim());
  for (const line of lines.slice(0, MOST_LINES)) console.log(`        ${line.trim().slice(0, MOST_WIDE)}`);
}

function read(part, path) {
  return ran(part) && existsSync(join(root, path)) ? JSON.parse(readFileSync(join(root, path), 'utf8')) : undefined;
}

const inside = (path) => (existsSync(path) ? readdirSync(path).map((name) => join(path, name)) : []);
const modules = [...inside(root), ...inside(join(root, 'deploy'))];
const reports = modules
  .flatMap((module) => ['surefire', 'failsafe'].map((runner) => join(module, `target/${runner}-reports`)))
  .flatMap(inside)
  .filter((path) => /\/TEST-[^/]*\.xml$/.test(path));
for (const report of ran('java') ? reports : []) {
  const cases = readFileSync(report, 'utf8').matchAll(
    /<testcase name="([^"]*)" classname="([^"]*)"[^>]*>\s*<(?:failure|error)([^>]*)>([\s\S]*?)<\/(?:failure|error)>/g,
  );
  for (const [, name, type, head, body] of cases)
    tell(`${type} ${plain(name)}`, /message="([^"]*)"/.exec(head)?.[1] ?? body.replace('<![CDATA[', ''));
}

for (const { name, assertionResults } of read('page', 'frontend/target/vitest.json')?.testResults ?? [])
  for (const { status, fullName, failureMessages } of assertionResults)
    if (status === 'failed') tell(`${name.replace(`${root}/`, '')} ${fullName}`, failureMessages.join('\n'));

const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
for (const { ok, file, title, tests } of (read('browser', 'deploy/target/browser.json')?.suites ?? []).flatMap(specs))
  if (!ok) tell(`${file} ${title}`, tests[0]?.results.at(-1)?.error?.message ?? '');
