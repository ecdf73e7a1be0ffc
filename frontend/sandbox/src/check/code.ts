/** The rules for what code may do, place by place. */
import { isSlow } from './expressions.ts';
import type { Findings } from './findings.ts';
import { SIZE_MAX, TURNS_MAX } from './limits.ts';
import { ATTRIBUTES, EVALUATORS, GLOBALS, INTERNALS, MARKUP, TAGS } from './names.ts';
import { constant, lookAtText } from './strings.ts';
import { child, children, isFunction, type Node, type Scopes, type Tree } from './tree.ts';
import type { Uses } from './uses.ts';

interface Look {
  readonly node: Node;
  readonly tree: Tree;
  readonly scopes: Scopes;
  readonly uses: Uses;
  readonly findings: Findings;
}

export function lookAtCode(tree: Tree, scopes: Scopes, uses: Uses, findings: Findings): void {
  for (const node of tree.nodes) {
    const look = { node, tree, scopes, uses, findings };
    RULES[node.type]?.(look);
    if (node.type === 'Literal' || node.type === 'TemplateLiteral' || node.type === 'BinaryExpression') {
      const parent = tree.parent(node);
      // The whole of a joined text is looked at, not its parts.
      if (parent?.type === 'BinaryExpression' && constant(parent) !== undefined) continue;
      const text = typeof node.value === 'number' ? undefined : constant(node);
      if (text !== undefined) lookAtText(text, node.start, findings);
    }
    if (node.type === 'TemplateElement') {
      const { cooked = '' } = node.value as { cooked?: string };
      lookAtText(cooked, node.start, findings);
    }
  }
}

const RULES: Readonly<Record<string, (look: Look) => void>> = {
  ImportExpression: ({ node, findings }) =>
    findings.add('imports', node.start, 'An app cannot load further code.'),
  MetaProperty: ({ node, findings }) =>
    findings.add('imports', node.start, 'An app cannot ask where it was loaded from or how it was called.'),
  Identifier: identifier,
  PrivateIdentifier: ({ node, findings }) => plain(node, findings),
  MemberExpression: member,
  Property: property,
  PropertyDefinition: property,
  MethodDefinition: property,
  ThisExpression: ({ node, tree, findings }) => {
    let at: Node | undefined = node;
    while (
      at &&
      !(isFunction(at) && at.type !== 'ArrowFunctionExpression') &&
      at.type !== 'PropertyDefinition'
    )
      at = tree.parent(at);
    if (!at) findings.add('globals', node.start, '“this” outside of a method is everything that there is.');
  },
  WhileStatement: endless,
  DoWhileStatement: endless,
  ForStatement: bounded,
  ForInStatement: ({ node, findings }) =>
    findings.add('loops', node.start, '“for … in” also goes through what is inherited; use Object.keys.'),
  YieldExpression: ({ node, findings }) =>
    findings.add('loops', node.start, 'A generator need not come to an end; make a list.'),
  DebuggerStatement: ({ node, findings }) =>
    findings.add('eval', node.start, 'Code must not stop for a debugger.'),
  WithStatement: ({ node, findings }) => findings.add('eval', node.start, '“with” hides what a name means.'),
  Literal: ({ node, findings }) => {
    if (node.regex && isSlow(node.regex.pattern))
      findings.add('expressions', node.start, 'A repetition within a repetition can take for ever.');
  },
  CallExpression: call,
  NewExpression: call,
};

function endless({ node, findings }: Look): void {
  findings.add(
    'loops',
    node.start,
    'This loop has no bound that can be seen; use “for … of” or a counted loop.',
  );
}

/** `for (let i = 0; i < bound; i++)` and nothing else in its head. */
function bounded(look: Look): void {
  const { node, findings, tree } = look;
  const test = child(node, 'test');
  const update = child(node, 'update');
  const left = test && child(test, 'left');
  const right = test && child(test, 'right');
  const counter = update && child(update, update.type === 'UpdateExpression' ? 'argument' : 'left');
  const counted =
    test?.type === 'BinaryExpression' &&
    ['<', '<=', '>', '>='].includes(test.operator) &&
    left?.type === 'Identifier' &&
    counter?.type === 'Identifier' &&
    counter.name === left.name &&
    (update?.type === 'UpdateExpression' || ['+=', '-='].includes(update?.operator ?? ''));
  if (!counted || !left || !right || !update) {
    endless(look);
    return;
  }
  if (Number(right.value ?? 0) > TURNS_MAX || right.name === 'Infinity')
    findings.add('loops', node.start, `A loop may turn ${TURNS_MAX} times.`);
  const step = update.type === 'AssignmentExpression' ? child(update, 'right') : undefined;
  if (step && !(Number(step.value) > 0)) endless(look);
  const forwards = test.operator.startsWith('<');
  if (forwards === (update.operator === '--' || update.operator === '-=')) endless(look);
  const body = child(node, 'body');
  const changes = (one: Node) =>
    (one.type === 'AssignmentExpression' && child(one, 'left')?.name === left.name) ||
    (one.type === 'UpdateExpression' && child(one, 'argument')?.name === left.name);
  if (body && tree.nodes.some((one) => one.start >= body.start && one.end <= body.end && changes(one)))
    findings.add('loops', node.start, 'The counter is changed within the loop, which may then never end.');
}

/** Names with letters of other alphabets look like other names; written as escapes they are not read at all. */
function plain(node: Node, findings: Findings): void {
  if (
    !/^[ -~]*$/.test(node.name) ||
    node.end - node.start !== node.name.length + (node.type === 'PrivateIdentifier' ? 1 : 0)
  )
    findings.add('characters', node.start, 'Names are written in plain letters, without escapes.');
}

function identifier({ node, tree, scopes, findings }: Look): void {
  plain(node, findings);
  const parent = tree.parent(node);
  if (!parent || isLabelOfMember(node, parent)) return;
  if (EVALUATORS.has(node.name))
    findings.add('eval', node.start, `“${node.name}” makes code of text, which is not possible here.`);
  else if (node.name === 'arguments')
    findings.add('globals', node.start, '“arguments” is not for apps; name the parameters.');
  else if (!GLOBALS.has(node.name) && !scopes.find(node.name, node))
    findings.add('globals', node.start, `“${node.name}” is not there for an app, or is not declared.`);
  else if (node.name === 'gesso' && scopes.find(node.name, node))
    findings.add('globals', node.start, '“gesso” is what the app is given; it cannot be declared anew.');
}

/** A name behind a dot, before a colon, or of a jump: no variable. */
function isLabelOfMember(node: Node, parent: Node): boolean {
  switch (parent.type) {
    case 'MemberExpression':
      return parent.property === node && !parent.computed;
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
      return parent.key === node && !parent.computed && !parent.shorthand;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return true;
    default:
      return false;
  }
}

function member({ node, scopes, findings }: Look): void {
  const key = child(node, 'property');
  if (!key) return;
  const name = node.computed ? constant(key) : key.name;
  if (name !== undefined) named(name, key, findings);
  else if (!isIndex(key, scopes))
    findings.add(
      'computed',
      key.start,
      'Which member is meant must be readable: a name, a number or a counter. For other keys use a Map.',
    );
}

/** Something that can only be a number. */
function isIndex(key: Node, scopes: Scopes): boolean {
  switch (key.type) {
    case 'Literal':
      return typeof key.value === 'number';
    case 'UnaryExpression':
      return ['-', '+', '~'].includes(key.operator);
    case 'UpdateExpression':
      return true;
    case 'BinaryExpression': {
      if (['-', '*', '/', '%', '**', '|', '&', '^', '<<', '>>', '>>>'].includes(key.operator)) return true;
      const [left, right] = [child(key, 'left'), child(key, 'right')];
      return key.operator === '+' && !!left && !!right && isIndex(left, scopes) && isIndex(right, scopes);
    }
    case 'Identifier': {
      const declared = scopes.find(key.name, key);
      return declared !== undefined && scopes.isCounter(declared);
    }
    case 'MemberExpression':
      return !key.computed && child(key, 'property')?.name === 'length';
    case 'CallExpression': {
      const callee = child(key, 'callee');
      return callee?.type === 'MemberExpression' && child(callee, 'object')?.name === 'Math';
    }
    default:
      return false;
  }
}

function named(name: string, place: Node, findings: Findings): void {
  if (INTERNALS.has(name))
    findings.add('internals', place.start, `“${name}” leads behind the values that an app has.`);
  else if (EVALUATORS.has(name))
    findings.add('eval', place.start, `“${name}” makes code of text, which is not possible here.`);
  else if (MARKUP.has(name))
    findings.add('markup', place.start, `“${name}” takes text as markup; texts are shown as they are.`);
  else if (/^import(?:Scripts)?$/.test(name))
    findings.add('imports', place.start, 'An app cannot load further code.');
}

function property({ node, tree, findings }: Look): void {
  const key = child(node, 'key');
  if (!key) return;
  const name = node.computed || key.type === 'Literal' ? constant(key) : key.name;
  if (name === undefined) {
    findings.add('computed', key.start, 'Which member is meant must be readable: write its name.');
    return;
  }
  if (node.type === 'MethodDefinition' && node.kind === 'constructor') return;
  named(name, key, findings);
  const value = child(node, 'value');
  if (name === 'position' && /^(?:fixed|absolute|sticky)$/.test(constant(value) ?? ''))
    findings.add('styles', node.start, 'A style lays something over the rest; an app stays in its own flow.');
  if (
    /^on[a-z]+$/i.test(name) &&
    constant(value) !== undefined &&
    tree.parent(node)?.type === 'ObjectExpression'
  )
    findings.add('markup', node.start, `“${name}” must be a function, not text.`);
}

const BIG = new Set(['repeat', 'padStart', 'padEnd', 'Array', 'fill', 'from']);

function call(look: Look): void {
  const { node, findings, uses } = look;
  const callee = child(node, 'callee');
  if (!callee) return;
  const name = callee.type === 'MemberExpression' ? child(callee, 'property')?.name : callee.name;
  const given = children(node, 'arguments');
  if (name === 'setTimeout' || name === 'setInterval')
    if (constant(given[0]) !== undefined || given[0]?.type === 'TemplateLiteral')
      findings.add('eval', node.start, 'A timer is given a function, not text.');
  if (name !== undefined && BIG.has(name))
    for (const one of given) {
      const length = one.type === 'ObjectExpression' ? lengthOf(one) : numberOf(one);
      if (length > SIZE_MAX)
        findings.add('amounts', node.start, `More than ${SIZE_MAX} at once is too much.`);
    }
  if (uses.nameOf(callee) === 'h') element(look, given);
}

function lengthOf(node: Node): number {
  const length = children(node, 'properties').find((one) => child(one, 'key')?.name === 'length');
  return length ? numberOf(child(length, 'value')) : 0;
}
/** The number that an expression of numbers gives. */
function numberOf(node: Node | undefined, depth = 0): number {
  if (!node || depth > 20) return 0;
  if (node.type === 'Literal') return typeof node.value === 'number' ? node.value : 0;
  if (node.type !== 'BinaryExpression') return node.name === 'Infinity' ? Number.POSITIVE_INFINITY : 0;
  const [left, right] = [numberOf(child(node, 'left'), depth + 1), numberOf(child(node, 'right'), depth + 1)];
  switch (node.operator) {
    case '*':
      return left * right;
    case '**':
      return left ** right;
    case '<<':
      return left * 2 ** right;
    case '+':
      return left + right;
    case '-':
      return left - right;
    default:
      return 0;
  }
}

/** `h(tag, properties, …)`. */
function element({ node, findings }: Look, [tag, properties]: readonly Node[]): void {
  const tags = tag ? literals(tag) : [];
  if (tags.length === 0)
    findings.add(
      'markup',
      node.start,
      'The kind of element must be written as text, so that it can be read.',
    );
  for (const one of tags)
    if (TAGS.has(one.toLowerCase()) || !/^[a-z][a-z0-9]*$/.test(one))
      findings.add('markup', node.start, `An app cannot show “${one}”.`);
  if (properties?.type !== 'ObjectExpression') return;
  for (const one of children(properties, 'properties')) {
    const key = child(one, 'key');
    const name = (key && (constant(key) ?? key.name)) ?? '';
    if (ATTRIBUTES.has(name.toLowerCase()))
      findings.add('markup', one.start, `An element cannot have “${name}”.`);
  }
}
/** All texts that an expression may be, or none when that cannot be read off it. */
function literals(node: Node): string[] {
  const text = constant(node);
  if (text !== undefined) return [text];
  if (node.type !== 'ConditionalExpression') return [];
  const [yes, no] = [child(node, 'consequent'), child(node, 'alternate')];
  const both = [yes ? literals(yes) : [], no ? literals(no) : []];
  return both.some((one) => one.length === 0) ? [] : both.flat();
}
