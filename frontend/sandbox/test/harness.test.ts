// @vitest-environment node
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSandbox } from '../../scripts/sandbox.mjs';
import { buildTools } from '../../scripts/tools.mjs';
import type { Report, Step } from '../src/harness/lifecycle.ts';
import type { Specification } from '../src/specification.ts';
import { BY_HAND, HABIT_TRACKER, SPECIFICATION } from './samples.ts';

const root = join(import.meta.dirname, '../..');
const out = mkdtempSync(join(tmpdir(), 'gesso-tools-'));
let harness: string;
let runtime: string;

beforeAll(async () => {
  await buildSandbox(root, out);
  await buildTools(out, join(out, 'parts'));
  harness = readFileSync(join(out, 'harness.js'), 'utf8');
  runtime = readFileSync(join(out, 'runtime.js'), 'utf8');
});
afterAll(() => rmSync(out, { recursive: true }));

/** In an engine that has nothing of a browser, nor of Node. */
async function live(code: string, specification: Specification = SPECIFICATION): Promise<Report> {
  const context = createContext({});
  runInContext(harness, context);
  const call = `gessoHarness.lifecycle(${[runtime, code, specification].map((one) => JSON.stringify(one)).join(', ')})`;
  const report: Report = await runInContext(call, context);
  return JSON.parse(JSON.stringify(report));
}
const failed = ({ steps }: Report): Step[] => steps.filter(({ passed }) => !passed);
const NAMES = ['mount', 'fill', 'act', 'invalid', 'resize', 'other', 'read-only', 'theme', 'unmount'];

it('[FE-325] what a template writes stands every step, and the report is the same each time', async () => {
  const first = await live(HABIT_TRACKER);
  expect(failed(first)).toEqual([]);
  expect(first.passed).toBe(true);
  expect(first.steps.map(({ name }) => name)).toEqual(NAMES);
  expect(first.pictures.map(({ of }) => of)).toEqual(['start', 'filled', 'dark']);
  expect(JSON.stringify(first.pictures[1])).not.toContain('"on"');
  expect(first.calls).toContainEqual({ name: 'ready', count: 1 });
  expect(first.calls.find(({ name }) => name === 'command records.add')?.count).toBeGreaterThan(0);
  const second = await live(HABIT_TRACKER);
  const told = ({ steps }: Report) => steps.map(({ name, detail }) => `${name}: ${detail}`);
  expect(told(second)).toEqual(told(first));
});

describe('[FE-326] what is wrong with an app is found in its step', () => {
  const START = HABIT_TRACKER.slice(0, HABIT_TRACKER.indexOf('app({'));
  const drawn = (view: string) => `${START}\nconst { h } = gesso;\napp({ title: "X", view: () => ${view} });`;
  it.each<[string, string, string, string]>([
    ['throws at its start', `${HABIT_TRACKER}\nnull.x;`, 'mount', 'threw'],
    ['never says what it is', START, 'mount', 'app()'],
    ['shows nothing', drawn('h("div", {})'), 'mount', 'nothing'],
    ['throws while it draws', drawn('null.x'), 'mount', 'TypeError'],
    [
      'draws too much',
      drawn('h("ul", {}, ...Array.from({ length: 6000 }, (_, n) => h("li", { key: n }, "x")))'),
      'fill',
      'no form',
    ],
    ['has no form', drawn('h("p", {}, "Here")'), 'fill', 'no form'],
    [
      'keeps nothing',
      drawn(
        'h("form", { onSubmit: () => {} }, h("input", { name: "name" }), h("button", { type: "submit" }, "Add"))',
      ),
      'act',
      'Nothing was added',
    ],
    [
      'does not show it',
      drawn(
        'h("form", { onSubmit: (e) => gesso.command("records.add", { collection: "habits", values: { name: e.field.name } }) }, h("input", { name: "name" }), h("button", { type: "submit" }, "Add"))',
      ),
      'act',
      'does not appear',
    ],
    [
      'throws when it is used',
      drawn(
        'h("form", { onSubmit: () => null.x }, h("input", { name: "name" }), h("button", { type: "submit" }, "Add"))',
      ),
      'act',
      'TypeError',
    ],
    ['can be used by who may only look', BY_HAND, 'read-only', 'could'],
    [
      'goes on after its end',
      HABIT_TRACKER.replace('app({', 'setInterval(() => gesso.emit("a.b", {}), 500);\napp({'),
      'unmount',
      'goes on',
    ],
    ['is no script', `${HABIT_TRACKER}\n)`, 'mount', 'SyntaxError'],
  ])('%s', async (_, code, step, why) => {
    const report = await live(code);
    expect(report.passed).toBe(false);
    const [found] = failed(report).filter(({ name }) => name === step);
    expect(found?.detail ?? JSON.stringify(report.steps)).toContain(why);
    if (step !== 'mount') expect(report.pictures.map(({ of }) => of)).toContain('failed');
  });
  it('a rejection that nobody has handled is told to the engine around it', async () => {
    const unhandled: unknown[] = [];
    const hear = (reason: unknown) => void unhandled.push(reason);
    const before = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', hear);
    await live(HABIT_TRACKER.replace('app({', '(async () => { throw new TypeError("lost"); })();\napp({'));
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.removeListener('unhandledRejection', hear);
    for (const one of before) process.on('unhandledRejection', one);
    expect(unhandled.map(String)).toEqual(['TypeError: lost']);
  });
  it('after a start that failed nothing else is tried', async () => {
    const { steps } = await live('gesso.nothing();');
    expect(steps.slice(1).map(({ detail }) => detail)).toEqual(NAMES.slice(1).map(() => 'Not reached.'));
  });
  it('what it writes to the console is in the report, in bounded lines', async () => {
    const { console } = await live(
      `for (let n = 0; n < 99; n++) console.log("x".repeat(999), n);\n${HABIT_TRACKER}`,
    );
    expect(console).toHaveLength(50);
    expect(console[0]).toHaveLength(300);
  });
});

/** Every kind of view over every type of field. */
const KINDS = 'list table board calendar form counter timer poll chart checklist notes'.split(' ');
it.each(KINDS)('[FE-325] a %s of every type of field stands every step', async (kind) => {
  const options = ['One', 'Two'];
  const types = 'text longtext number date time boolean choice rating person url email duration'.split(' ');
  const fields = types.map((type) => ({
    name: `${type}Field`,
    label: `The ${type}`,
    type,
    required: type === 'text',
    ...(type === 'choice' && { options }),
  }));
  const roles: Record<string, string> = {
    ...(kind === 'board' && { group: 'choiceField' }),
    ...(kind === 'calendar' && { date: 'dateField' }),
    ...(kind === 'counter' && { value: 'numberField' }),
    ...(kind === 'chart' && { group: 'choiceField', value: 'numberField' }),
    ...(kind === 'checklist' && { done: 'booleanField' }),
  };
  const specification: Specification = {
    title: 'All',
    entities: [{ name: 'things', title: 'Thing', fields }],
    views: [{ kind, title: 'All', entity: 'things', ...roles }],
    actions: [{ kind: 'add', entity: 'things' }],
  };
  const built = fields.map(
    ({ name, label, type, required }) =>
      `${name}: gesso.${type}(${JSON.stringify(label)}${type === 'choice' ? `, ${JSON.stringify(options)}` : ''}${required ? ', { required: true }' : ''})`,
  );
  const code = `"use strict";
const things = gesso.collection("things", "Thing", { ${built.join(', ')} });
gesso.app({ title: "All", views: [gesso.${kind}(things, ${JSON.stringify({ title: 'All', ...roles })})], actions: [gesso.add(things)] });`;
  expect(failed(await live(code, specification))).toEqual([]);
});
