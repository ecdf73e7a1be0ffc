// Names every test that failed, with the first lines of what it said, out of the reports of all runners: who sees
// only the end of a long run still learns what to look at. So are those that passed at their second try alone.
// Arguments: the parts that ran.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const MOST_LINES = 4;
const MOST_WIDE = 200;
const FLAKY = 'passed at the second try';
const ran = (part) => process.argv.includes(part);

const plain = (text) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal
    .replace(/\u001b\[[0-9;]*m/g, '')
    .replace(/&(lt|gt|quot|apos|amp|#10);/g, (_, name) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&', '#10': '\n' })[name]);

function tell(name, said, how = 'failed') {
  console.log(`${how}: ${name}`);
  const lines = plain(said).split('\n').filter((line) => line.trim());
  for (const line of lines.slice(0, MOST_LINES)) console.log(`        ${line.trim().slice(0, MOST_WIDE)}`);
}

function read(part, path) {
  return ran(part) && existsSync(join(root, path)) ? JSON.parse(readFileSync(join(root, path), 'utf8')) : undefined;
}

// A build that ended early: what Maven says of it, before its advice.
const log = ran('java') && existsSync(join(root, 'deploy/target/test.log')) ? readFileSync(join(root, 'deploy/target/test.log'), 'utf8') : '';
if (log.includes('BUILD FAILURE')) {
  const errors = log.split('\n').filter((line) => line.startsWith('[ERROR]'));
  const advice = errors.findIndex((line) => line.includes('-> [Help 1]'));
  tell('the build', [...new Set(errors.slice(0, advice < 0 ? undefined : advice))].join('\n'));
}

const inside = (path) => (existsSync(path) ? readdirSync(path).map((name) => join(path, name)) : []);
const modules = [...inside(root), ...inside(join(root, 'deploy'))];
const reports = modules
  .flatMap((module) => ['surefire', 'failsafe'].map((runner) => join(module, `target/${runner}-reports`)))
  .flatMap(inside)
  .filter((path) => /\/TEST-[^/]*\.xml$/.test(path));
for (const report of ran('java') ? reports : []) {
  const cases = readFileSync(report, 'utf8').matchAll(
    /<testcase name="([^"]*)" classname="([^"]*)"[^>]*>\s*<(failure|error|flakyFailure|flakyError)([^>]*)>([\s\S]*?)<\/\3>/g,
  );
  for (const [, name, type, kind, head, body] of cases) {
    const said = /message="([^"]*)"/.exec(head)?.[1] ?? body.replace('<![CDATA[', '');
    tell(`${type} ${plain(name)}`, said, kind.startsWith('flaky') ? FLAKY : undefined);
  }
}

for (const { name, assertionResults } of read('page', 'frontend/target/vitest.json')?.testResults ?? [])
  for (const { status, fullName, failureMessages } of assertionResults)
    if (status === 'failed') tell(`${name.replace(`${root}/`, '')} ${fullName}`, failureMessages.join('\n'));

const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
for (const { ok, file, title, tests } of (read('browser', 'deploy/target/browser.json')?.suites ?? []).flatMap(specs))
  if (!ok || tests[0]?.status === 'flaky')
    tell(`${file} ${title}`, tests[0]?.results.findLast((one) => one.error)?.error.message ?? '', ok ? FLAKY : undefined);
