/** A walk over the syntax tree that needs no stack of its own, and what is declared where. */
import type { Node as AcornNode } from 'acorn';
import type { Findings } from './findings.ts';
import { DEPTH_MAX, NODES_MAX } from './limits.ts';

/** Any node, by the fields of ESTree; which of them there are goes by `type`. */
export interface Node {
  type: string;
  start: number;
  end: number;
  name: string;
  value: unknown;
  raw: string;
  operator: string;
  kind: string;
  computed: boolean;
  shorthand: boolean;
  static: boolean;
  regex?: { pattern: string; flags: string };
  [field: string]: unknown;
}
export const asNode = (node: AcornNode): Node => node as unknown as Node;
export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
/** A field that is a node. */
export const child = (node: Node, field: string): Node | undefined =>
  isNode(node[field]) ? node[field] : undefined;
/** A field that is a list of nodes, without its gaps. */
export const children = (node: Node, field: string): Node[] =>
  Array.isArray(node[field]) ? node[field].filter(isNode) : [];

export interface Tree {
  readonly nodes: readonly Node[];
  parent(node: Node): Node | undefined;
}

/** All nodes, parents first; undefined when there are too many or they are too deep. */
export function treeOf(root: Node, findings: Findings): Tree | undefined {
  const nodes: Node[] = [];
  const parents = new Map<Node, Node>();
  const open: [Node, number][] = [[root, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next;
    nodes.push(node);
    if (nodes.length > NODES_MAX || depth > DEPTH_MAX) {
      findings.add(
        nodes.length > NODES_MAX ? 'size' : 'nesting',
        node.start,
        nodes.length > NODES_MAX
          ? `The code has more than ${NODES_MAX} parts.`
          : 'The code is nested too deeply.',
      );
      return undefined;
    }
    const inner = Object.values(node).flatMap((value) =>
      Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
    );
    for (const one of inner.reverse()) {
      // In `{name}` key and value are one node.
      if (parents.has(one)) continue;
      parents.set(one, node);
      open.push([one, depth + 1]);
    }
  }
  return { nodes, parent: (node) => parents.get(node) };
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
export const isFunction = (node: Node | undefined): boolean => node !== undefined && FUNCTIONS.has(node.type);
const SCOPES = new Set([
  ...FUNCTIONS,
  'Program',
  'BlockStatement',
  'ForStatement',
  'ForOfStatement',
  'ForInStatement',
  'SwitchStatement',
  'CatchClause',
  'ClassDeclaration',
  'ClassExpression',
  'StaticBlock',
]);

/** Names that a pattern binds. */
export function bound(pattern: Node | undefined): Node[] {
  const names: Node[] = [];
  const open = pattern ? [pattern] : [];
  for (let node = open.pop(); node; node = open.pop())
    switch (node.type) {
      case 'Identifier':
        names.push(node);
        break;
      case 'ObjectPattern':
        open.push(
          ...children(node, 'properties').flatMap(
            (one) => child(one, one.type === 'Property' ? 'value' : 'argument') ?? [],
          ),
        );
        break;
      case 'ArrayPattern':
        open.push(...children(node, 'elements'));
        break;
      case 'AssignmentPattern':
        open.push(...[child(node, 'left')].filter(isNode));
        break;
      case 'RestElement':
        open.push(...[child(node, 'argument')].filter(isNode));
    }
  return names;
}

/** Which names are declared around a place. */
export class Scopes {
  private readonly names = new Map<Node, Map<string, Node>>();
  /** What a loop counts with. */
  private readonly counters = new Set<Node>();

  constructor(private readonly tree: Tree) {
    for (const node of tree.nodes) this.declare(node);
  }

  /** Declared in the head of a counted loop with a number. */
  isCounter(declaration: Node): boolean {
    return this.counters.has(declaration);
  }

  /** The declaration that a name at this place means. */
  find(name: string, place: Node): Node | undefined {
    for (let at: Node | undefined = place; at; at = this.tree.parent(at)) {
      const found = this.names.get(at)?.get(name);
      if (found) return found;
    }
    return undefined;
  }

  private declare(node: Node): void {
    if (isFunction(node)) {
      for (const parameter of children(node, 'params')) this.put(node, bound(parameter));
      if (node.type === 'FunctionExpression') this.put(node, bound(child(node, 'id')));
      if (node.type === 'FunctionDeclaration') this.put(this.around(node), bound(child(node, 'id')));
    } else if (node.type === 'VariableDeclaration') {
      const where = this.around(node, node.kind === 'var');
      const head = this.tree.parent(node)?.type === 'ForStatement';
      for (const one of children(node, 'declarations')) {
        const name = child(one, 'id');
        this.put(where, bound(name));
        if (head && name && typeof child(one, 'init')?.value === 'number') this.counters.add(name);
      }
    } else if (node.type === 'ClassDeclaration') {
      this.put(this.around(node), bound(child(node, 'id')));
    } else if (node.type === 'ClassExpression') this.put(node, bound(child(node, 'id')));
    else if (node.type === 'CatchClause') this.put(node, bound(child(node, 'param')));
  }
  private put(scope: Node | undefined, names: readonly Node[]): void {
    if (!scope) return;
    const known = this.names.get(scope) ?? new Map<string, Node>();
    for (const one of names) known.set(one.name, one);
    this.names.set(scope, known);
  }
  private around(node: Node, functionOnly = false): Node | undefined {
    let at = this.tree.parent(node);
    while (at && !(functionOnly ? isFunction(at) || at.type === 'Program' : SCOPES.has(at.type)))
      at = this.tree.parent(at);
    return at;
  }
}
