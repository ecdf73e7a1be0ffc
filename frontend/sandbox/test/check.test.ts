// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { validate } from '../src/check/check.ts';
import { isSlow } from '../src/check/expressions.ts';
import { BY_HAND, HABIT_TRACKER, SPECIFICATION } from './samples.ts';

const rulesOf = (code: string): string[] => [
  ...new Set(validate(code, SPECIFICATION).findings.map(({ rule }) => rule)),
];
/** A statement within an app that is good but for it. */
const within = (statement: string): string[] => rulesOf(`${HABIT_TRACKER}\n${statement}`);

describe('good code', () => {
  it('[FE-320] what templates write, and what is written by hand in the same way, has no finding', () => {
    expect(validate(HABIT_TRACKER, SPECIFICATION).findings).toEqual([]);
    expect(validate(BY_HAND, SPECIFICATION).findings).toEqual([]);
  });
  it.each([
    'const total = [1, 2].reduce((sum, one) => sum + one, 0);',
    'const when = new Date(Date.now()).toISOString().slice(0, 10);',
    'const grouped = new Map(); for (const one of [1, 2]) grouped.set(one, [one]);',
    'const last = [1, 2]; const x = last[last.length - 1];',
    'class Box { #n = 0; constructor(n) { this.#n = n; } get n() { return this.#n; } }',
    'const words = `in $' + '{1 + 1} steps`; const label = "Data: all of it, url or file: none";',
    'const name = "Zoë 👩‍👧 שלום";',
    'async function later() { try { await gesso.command("records.remove", { collection: "habits", id: "x" }); } catch (e) { console.log(e.message); } }',
    'const slug = "a b".replace(/[^a-z]+/g, "-");',
    'label: for (const a of [1]) { for (const b of [2]) { if (a === b) continue label; } }',
    'const { name: title = "None", ...rest } = { name: "x", other: 1 };',
    'const tick = setInterval(() => {}, 1000); clearInterval(tick);',
  ])('[FE-320] %s', (statement) => {
    expect(validate(`${HABIT_TRACKER}\n${statement}`, SPECIFICATION).findings).toEqual([]);
  });
});

describe('[FE-321] each rule finds what it is about', () => {
  it.each([
    ['imports', 'import("/x.js");'],
    ['eval', 'eval("1");'],
    ['eval', '(0, eval)("1");'],
    ['eval', 'new Function("return 1")();'],
    ['eval', 'const f = Function;'],
    ['eval', 'setTimeout("1", 1);'],
    ['eval', 'debugger;'],
    ['globals', 'fetch("x");'],
    ['globals', 'globalThis.a = 1;'],
    ['globals', 'self.postMessage(1);'],
    ['globals', 'const x = this;'],
    ['globals', 'const g = () => this;'],
    ['globals', 'new Proxy({}, {});'],
    ['globals', 'Reflect.ownKeys({});'],
    ['globals', 'new WebAssembly.Module(x);'],
    ['globals', 'new Worker("x");'],
    ['globals', 'const gesso = 1;'],
    ['internals', '({}).constructor;'],
    ['internals', '({}).__proto__ = 1;'],
    ['internals', 'const { constructor: c } = [];'],
    ['internals', '[]["constru" + "ctor"];'],
    ['internals', 'Array.prototype.map = 1;'],
    ['internals', 'Object.setPrototypeOf({}, {});'],
    ['computed', 'const k = "a"; ({})[k];'],
    ['computed', 'const k = "a"; const o = { [k]: 1 };'],
    ['computed', 'const { [1 + x]: y } = {};'],
    ['markup', 'const o = { innerHTML: "x" };'],
    ['markup', 'gesso.h("iframe", {});'],
    ['markup', 'gesso.h("a", { href: "x" });'],
    ['markup', 'const { h } = gesso; h(t, {});'],
    ['markup', 'const make = gesso.h; make("script");'],
    ['markup', 'gesso.h("p", { onclick: "x" });'],
    ['markup', 'const m = "<img src=x>";'],
    ['addresses', 'const u = "https://evil.example";'],
    ['addresses', 'const u = "java" + "script:alert(1)";'],
    ['addresses', 'const u = "java\\tscript:alert(1)";'],
    ['addresses', 'const u = `//evil.example/$' + '{1}`;'],
    ['addresses', 'const u = { style: "background: url(x)" };'],
    ['styles', 'gesso.h("div", { style: "position: fixed; top: 0" });'],
    ['styles', 'gesso.h("div", { style: { position: "absolute" } });'],
    ['secrets', 'const key = "sk-abcdefghijklmnopqrstuvwxyz";'],
    ['loops', 'while (true) {}'],
    ['loops', 'do { } while (1 < 2);'],
    ['loops', 'for (;;) {}'],
    ['loops', 'for (let i = 0; i < 1e9; i++) {}'],
    ['loops', 'for (let i = 0; i < 10; i--) {}'],
    ['loops', 'for (let i = 0; i < 10; i++) { i = 0; }'],
    ['loops', 'for (let i = 0; i < 10; i += 0) {}'],
    ['loops', 'function* all() { yield 1; }'],
    ['expressions', '/(a+)+$/.test("x");'],
    ['amounts', '"x".repeat(2 ** 28);'],
    ['amounts', 'new Array(1e9);'],
    ['amounts', 'Array.from({ length: 1e8 });'],
    ['characters', 'const а = 1;'],
    ['characters', 'const \\u0061b = 1;'],
    ['characters', '// \u202e back'],
    ['characters', 'const x = "\\u202e";'],
    ['commands', 'gesso.command("widget.remove", {});'],
    ['commands', 'const c = "x"; gesso.command(c, {});'],
    ['agreement', 'gesso.records("others");'],
    ['agreement', 'gesso.command("records.add", { collection: "habits", values: { secret: 1 } });'],
    ['agreement', 'gesso.list(habits, { order: "-nothing" });'],
    ['agreement', 'gesso.app({});'],
    ['syntax', 'const = ;'],
    ['imports', 'import x from "y";'],
  ])('%s: %s', (rule, statement) => {
    expect(within(statement)).toContain(rule);
  });

  it('says where, in plain words', () => {
    const { rules, findings } = validate(`${HABIT_TRACKER}const a = 1;\n  fetch("x");`, SPECIFICATION);
    const line = HABIT_TRACKER.split('\n').length + 1;
    expect(rules).toBe(1);
    expect(findings).toEqual([
      { rule: 'globals', line, column: 3, message: '“fetch” is not there for an app, or is not declared.' },
    ]);
  });
  it('[FE-322] a code that is not of its specification is found', () => {
    const other = { ...SPECIFICATION, entities: [] };
    expect(validate(HABIT_TRACKER, other).findings.map(({ rule }) => rule)).toContain('agreement');
    expect(rulesOf(HABIT_TRACKER.replace('number("Streak"', 'text("Streak"'))).toEqual(['agreement']);
    expect(rulesOf(HABIT_TRACKER.replace('  price: number("Price"),\n', ''))).toEqual(['agreement']);
    expect(rulesOf(HABIT_TRACKER.replace('"use strict";', ''))).toEqual(['strict']);
  });
});

describe('[FE-323] text that breaks parsers ends as a finding', () => {
  it.each([
    ['size', `"${'x'.repeat(70_000)}"`],
    ['nesting', '('.repeat(10_000)],
    ['nesting', '['.repeat(60_000)],
    ['nesting', `${'{a:'.repeat(1_000)}1${'}'.repeat(1_000)}`],
    ['nesting', `x=${'1+'.repeat(3_000)}1`],
    ['nesting', `x=${'!'.repeat(30_000)}1`],
    ['nesting', `x=${'a=>'.repeat(10_000)}1`],
    ['nesting', `${'if(a)'.repeat(5_000)};`],
    ['nesting', `x=${'a?b:'.repeat(5_000)}1`],
    ['nesting', `x=a${'.b'.repeat(5_000)}`],
    ['nesting', `x=${'`$'.concat('{').repeat(5_000)}1`],
    ['nesting', `${'a:'.repeat(20_000)};`],
    ['size', `x=[${'1,'.repeat(25_000)}1]`],
  ])('%s: %.20s…', (rule, code) => {
    expect(rulesOf(code)).toContain(rule);
  });
});

it('[FE-321] nested repetitions are told from harmless ones', () => {
  for (const slow of ['(a+)+', '(a|b)*', '(?:x*y)*z', '((a+)b){2,}', '([a-z]+)*$', '(a+){30}'])
    expect(isSlow(slow), slow).toBe(true);
  for (const quick of ['a+b*', '[(+)]+', '(ab)+', '\\d{4}-\\d{2}', '(a+)?b', '\\(a+\\)+'])
    expect(isSlow(quick), quick).toBe(false);
});
