/** What the app has drawn: the tree that its messages make, held to the limits of the wire. */
import {
  DEPTH_MAX,
  MESSAGE_BYTES_MAX,
  NODES_MAX,
  type Op,
  type Path,
  type ViewElement,
  type ViewNode,
} from '../wire.ts';

export class Screen {
  root: ViewNode = '';
  /** What was against the wire's rules; empty when all is well. */
  readonly faults: string[] = [];

  apply(ops: readonly Op[]): void {
    if (JSON.stringify(ops).length > MESSAGE_BYTES_MAX)
      this.faults.push('A view is larger than a message may be.');
    for (const op of ops)
      try {
        this.one(op);
      } catch (error) {
        this.faults.push(`A change of the view does not fit it: ${String(error)}`);
      }
    const { nodes, depth } = measure(this.root);
    if (nodes > NODES_MAX) this.faults.push(`The view has ${nodes} parts; ${NODES_MAX} are allowed.`);
    if (depth > DEPTH_MAX) this.faults.push(`The view is ${depth} deep; ${DEPTH_MAX} is allowed.`);
  }

  private one(op: Op): void {
    const [what, path] = op;
    switch (what) {
      case 'r':
        if (path.length === 0) this.root = op[2];
        else this.inside(path.slice(0, -1))[path.at(-1) as number] = op[2];
        break;
      case 'x':
        if (path.length === 0) this.root = op[2];
        else this.inside(path.slice(0, -1))[path.at(-1) as number] = op[2];
        break;
      case 'a': {
        const element = this.at(path);
        element.a = merged(element.a, op[2]);
        break;
      }
      case 'h': {
        const element = this.at(path);
        element.on = merged(element.on, op[2]);
        break;
      }
      case 'i':
        this.inside(path).splice(op[2], 0, op[3]);
        break;
      case 'd':
        this.inside(path).splice(op[2], 1);
        break;
      case 'm': {
        const all = this.inside(path);
        const [moved] = all.splice(op[2], 1);
        if (moved !== undefined) all.splice(op[3], 0, moved);
        break;
      }
    }
  }
  private at(path: Path): ViewElement {
    let node = this.root;
    for (const index of path) {
      if (typeof node === 'string') throw new Error(`nothing at ${path.join('.')}`);
      const next: ViewNode | undefined = node.c?.[index];
      if (next === undefined) throw new Error(`nothing at ${path.join('.')}`);
      node = next;
    }
    if (typeof node === 'string') throw new Error(`text at ${path.join('.')}`);
    return node;
  }
  private inside(path: Path): ViewNode[] {
    const element = this.at(path);
    element.c ??= [];
    return element.c;
  }
}

function merged<T>(old: Record<string, T> | undefined, patch: Record<string, T | null>): Record<string, T> {
  const next = { ...old };
  for (const [name, value] of Object.entries(patch))
    if (value === null) delete next[name];
    else next[name] = value;
  return next;
}

function measure(root: ViewNode): { nodes: number; depth: number } {
  let nodes = 0;
  let depth = 0;
  const open: [ViewNode, number][] = [[root, 1]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, at] = next;
    nodes++;
    depth = Math.max(depth, at);
    if (typeof node !== 'string') for (const one of node.c ?? []) open.push([one, at + 1]);
  }
  return { nodes, depth };
}

/** Every element, in the order of reading. */
export function elements(root: ViewNode): ViewElement[] {
  if (typeof root === 'string') return [];
  return [root, ...(root.c ?? []).flatMap(elements)];
}
/** What can be read, with what controls hold. */
export function textOf(root: ViewNode): string {
  if (typeof root === 'string') return root;
  const { a = {}, c = [] } = root;
  if (a.hidden === true) return '';
  const held = root.t === 'input' || root.t === 'textarea' ? String(a.value ?? '') : '';
  return [held, ...c.map(textOf)].filter((one) => one !== '').join(' ');
}
const CONTROLS = new Set(['button', 'input', 'select', 'textarea']);
export const isControl = ({ t }: ViewElement): boolean => CONTROLS.has(t);
export const isEnabled = ({ a = {} }: ViewElement): boolean =>
  !(
    a.disabled === true ||
    a.readonly === true ||
    a['aria-disabled'] === true ||
    a['aria-disabled'] === 'true'
  );
/** What somebody who hears the page is told that this is. */
export const labelOf = (element: ViewElement): string =>
  [element.a?.['aria-label'], element.a?.placeholder, element.a?.title, textOf(element)]
    .filter(Boolean)
    .join(' ');
