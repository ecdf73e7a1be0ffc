/** Whether code keeps and shows what its specification says: no other records, no other fields, no other commands. */
import type { Entity, Specification } from '../specification.ts';
import type { Findings } from './findings.ts';
import { ACTIONS, COMMANDS, FIELDS, VIEWS } from './names.ts';
import { constant } from './strings.ts';
import { child, children, type Node, type Scopes, type Tree } from './tree.ts';
import type { Uses } from './uses.ts';

const FIELD_OPTIONS = new Set(['group', 'date', 'value', 'done', 'order']);

export function lookAtAgreement(
  tree: Tree,
  scopes: Scopes,
  uses: Uses,
  specification: Specification,
  findings: Findings,
): void {
  const entities = new Map(specification.entities.map((one) => [one.name, one]));
  /** Declared name of a collection to its entity. */
  const collections = new Map<Node, Entity>();
  const declared = new Set<string>();
  let begins = 0;
  const calls = tree.nodes.flatMap((node) => {
    const callee = node.type === 'CallExpression' ? child(node, 'callee') : undefined;
    const part = callee && uses.nameOf(callee);
    return part === undefined ? [] : [{ node, part, given: children(node, 'arguments') }];
  });
  const entityNamed = (node: Node | undefined, where: Node): Entity | undefined => {
    const name = constant(node);
    if (name === undefined) return undefined;
    const entity = entities.get(name);
    if (!entity) findings.add('agreement', where.start, `The specification has no records “${name}”.`);
    return entity;
  };

  for (const { node, part, given } of calls) {
    if (part === 'app') begins++;
    if (part !== 'collection') continue;
    const name = constant(given[0]);
    if (name === undefined)
      findings.add('agreement', node.start, 'The name of a collection must be written as text.');
    const entity = entityNamed(given[0], node);
    if (!entity) continue;
    declared.add(entity.name);
    fields(given[2], entity, node, uses, findings);
    const parent = tree.parent(node);
    const variable = parent?.type === 'VariableDeclarator' ? child(parent, 'id') : undefined;
    if (variable) collections.set(variable, entity);
  }
  for (const { node, part, given } of calls) {
    const variable = given[0]?.type === 'Identifier' ? scopes.find(given[0].name, given[0]) : undefined;
    const entity = variable && collections.get(variable);
    if (part === 'command') command(given, node, entityNamed, findings);
    else if (part === 'records') entityNamed(given[0], node);
    else if (entity && VIEWS.has(part)) options(given[1], entity, node, findings);
    if (entity && ACTIONS.has(part)) known(constant(given[1]), entity, node, findings);
  }
  if (begins !== 1) findings.add('agreement', 0, 'The code must say what the app is once, by calling “app”.');
  for (const entity of entities.values())
    if (!declared.has(entity.name))
      findings.add('agreement', 0, `The records “${entity.name}” of the specification are left out.`);
}

function fields(shape: Node | undefined, entity: Entity, node: Node, uses: Uses, findings: Findings): void {
  if (shape?.type !== 'ObjectExpression') {
    findings.add('agreement', node.start, 'The fields of a collection must be written out.');
    return;
  }
  const written = new Set<string>();
  for (const property of children(shape, 'properties')) {
    const key = child(property, 'key');
    const name = (key && (constant(key) ?? key.name)) ?? '';
    written.add(name);
    const field = entity.fields.find((one) => one.name === name);
    const value = child(property, 'value');
    const callee = value?.type === 'CallExpression' ? child(value, 'callee') : undefined;
    const type = callee && uses.nameOf(callee);
    if (!field)
      findings.add('agreement', property.start, `The specification has no “${name}” in “${entity.name}”.`);
    else if (type === undefined || !FIELDS.has(type) || type !== field.type)
      findings.add(
        'agreement',
        property.start,
        `“${name}” is of the kind ${field.type} in the specification.`,
      );
  }
  for (const { name } of entity.fields)
    if (!written.has(name))
      findings.add('agreement', shape.start, `The field “${name}” of the specification is left out.`);
}

function options(given: Node | undefined, entity: Entity, node: Node, findings: Findings): void {
  if (given?.type !== 'ObjectExpression') return;
  for (const property of children(given, 'properties')) {
    const name = child(property, 'key')?.name ?? '';
    if (FIELD_OPTIONS.has(name))
      known(constant(child(property, 'value'))?.replace(/^-/, ''), entity, node, findings);
  }
}

function known(name: string | undefined, entity: Entity, node: Node, findings: Findings): void {
  if (name !== undefined && name !== '' && !entity.fields.some((one) => one.name === name))
    findings.add('agreement', node.start, `The specification has no “${name}” in “${entity.name}”.`);
}

function command(
  [name, data]: readonly Node[],
  node: Node,
  entityNamed: (node: Node | undefined, where: Node) => Entity | undefined,
  findings: Findings,
): void {
  const word = constant(name);
  if (word === undefined || !COMMANDS.has(word))
    findings.add(
      'commands',
      node.start,
      'An app may only change its own records, by commands written as text.',
    );
  if (data?.type !== 'ObjectExpression') return;
  const all = children(data, 'properties');
  const named = (wanted: string) => all.find((one) => child(one, 'key')?.name === wanted);
  const collection = named('collection');
  const entity = collection && entityNamed(child(collection, 'value'), node);
  const values = named('values');
  const shape = values && child(values, 'value');
  if (entity && shape?.type === 'ObjectExpression')
    for (const one of children(shape, 'properties')) known(child(one, 'key')?.name, entity, node, findings);
}
