/** Where the code uses what it is given: which of its names mean which parts of `gesso`. */
import { child, children, type Node, type Scopes, type Tree } from './tree.ts';

export class Uses {
  /** Declared name to part of `gesso`. */
  private readonly parts = new Map<Node, string>();

  constructor(
    tree: Tree,
    private readonly scopes: Scopes,
  ) {
    for (const node of tree.nodes) {
      if (node.type !== 'VariableDeclarator') continue;
      const [name, value] = [child(node, 'id'), child(node, 'init')];
      if (!name || !value) continue;
      if (name.type === 'ObjectPattern' && value.name === 'gesso')
        for (const one of children(name, 'properties')) {
          const [key, local] = [child(one, 'key'), child(one, 'value')];
          if (key && local) this.parts.set(local, key.name);
        }
      else if (name.type === 'Identifier') {
        const part = this.nameOf(value);
        if (part !== undefined && part !== 'gesso') this.parts.set(name, part);
      }
    }
  }

  /** The part of `gesso` that an expression is, such as `h` or `collection`. */
  nameOf(node: Node): string | undefined {
    if (node.type === 'Identifier') {
      const declared = this.scopes.find(node.name, node);
      return declared && this.parts.get(declared);
    }
    if (node.type === 'MemberExpression' && !node.computed && child(node, 'object')?.name === 'gesso')
      return child(node, 'property')?.name;
    return undefined;
  }
}
