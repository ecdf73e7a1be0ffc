/**
 * What is on the screen, and the ops that make it another tree. The law: applying the ops to the old tree gives the new
 * one, whatever the two are. Ids of handlers outlive redrawing; only what they call changes.
 */
import type { Op, Path, Value, ViewElement, ViewEvent, ViewNode } from '../wire.ts';
import type { Element, Handler, Node } from './tree.ts';

interface Shown {
  tag: string;
  key: string | undefined;
  attributes: Record<string, Value>;
  on: Record<string, number>;
  children: (Shown | string)[];
}
type Known = Shown | string;

export class Screen {
  #root: Known | undefined;
  #next = 1;
  readonly #handlers = new Map<number, { on: Shown; handler: Handler }>();

  draw(tree: Node): Op[] {
    const ops: Op[] = [];
    if (this.#root === undefined || !alike(this.#root, tree)) {
      if (this.#root !== undefined) this.#forget(this.#root);
      this.#root = this.#make(tree);
      ops.push(['r', [], sent(this.#root)]);
    } else this.#root = this.#patch(this.#root, tree, [], ops);
    return ops;
  }

  /** Calls the handler; what a control holds now counts as drawn. Whether there was one. */
  hear(id: number, event: ViewEvent): boolean {
    const known = this.#handlers.get(id);
    if (!known) return false;
    const { on, handler } = known;
    if (event.value !== undefined && 'value' in on.attributes) on.attributes.value = event.value;
    if (event.checked !== undefined && 'checked' in on.attributes) on.attributes.checked = event.checked;
    handler(event);
    return true;
  }

  get handlers(): number {
    return this.#handlers.size;
  }

  #make(node: Node): Known {
    if (typeof node === 'string') return node;
    const { tag, key, attributes } = node;
    const shown: Shown = { tag, key, attributes: { ...attributes }, on: {}, children: [] };
    for (const [event, handler] of Object.entries(node.on)) shown.on[event] = this.#add(shown, handler);
    shown.children = node.children.map((child) => this.#make(child));
    return shown;
  }

  #add(on: Shown, handler: Handler): number {
    const id = this.#next++;
    this.#handlers.set(id, { on, handler });
    return id;
  }

  #forget(known: Known): void {
    if (typeof known === 'string') return;
    for (const id of Object.values(known.on)) this.#handlers.delete(id);
    known.children.forEach((child) => {
      this.#forget(child);
    });
  }

  /** Both are alike. */
  #patch(old: Known, node: Node, path: Path, ops: Op[]): Known {
    if (typeof old === 'string' || typeof node === 'string') {
      if (old !== node) ops.push(['x', path, node as string]);
      return node as string;
    }
    const changed: Record<string, Value | null> = {};
    for (const name of Object.keys(old.attributes))
      if (!Object.hasOwn(node.attributes, name)) changed[name] = null;
    for (const [name, value] of Object.entries(node.attributes))
      if (old.attributes[name] !== value) changed[name] = value;
    if (Object.keys(changed).length > 0) {
      ops.push(['a', path, changed]);
      old.attributes = { ...node.attributes };
    }
    this.#handle(old, node, path, ops);
    this.#children(old, node, path, ops);
    return old;
  }

  #handle(old: Shown, node: Element, path: Path, ops: Op[]): void {
    const changed: Record<string, number | null> = {};
    for (const [event, id] of Object.entries(old.on))
      if (!Object.hasOwn(node.on, event)) {
        changed[event] = null;
        this.#handlers.delete(id);
        delete old.on[event];
      }
    for (const [event, handler] of Object.entries(node.on)) {
      const id = old.on[event];
      if (id === undefined) changed[event] = old.on[event] = this.#add(old, handler);
      else this.#handlers.set(id, { on: old, handler });
    }
    if (Object.keys(changed).length > 0) ops.push(['h', path, changed]);
  }

  #children(old: Shown, node: Element, path: Path, ops: Op[]): void {
    const list = old.children;
    const wanted = new Map<string, number>();
    node.children.forEach((child, at) => {
      const name = nameOf(child);
      if (name !== undefined && !wanted.has(name)) wanted.set(name, at);
    });
    node.children.forEach((child, at) => {
      const name = nameOf(child);
      while (at < list.length) {
        const here = nameOf(list[at] as Known);
        if (here === undefined || here === name) break;
        const later = wanted.get(here);
        if (later === undefined || later < at) this.#remove(list, at, path, ops);
        else if (name !== undefined && at + 1 < list.length && nameOf(list[at + 1] as Known) === name)
          move(list, at, Math.min(later, list.length - 1), path, ops);
        else break;
      }
      if (name !== undefined && !(at < list.length && nameOf(list[at] as Known) === name)) {
        const from = list.findIndex((one, i) => i > at && nameOf(one) === name);
        if (from >= 0) move(list, from, at, path, ops);
      }
      const here = list[at];
      if (here !== undefined && alike(here, child)) {
        list[at] = this.#patch(here, child, [...path, at], ops);
        return;
      }
      const made = this.#make(child);
      // An unnamed one gives its place; a named one may still be wanted further on.
      if (here !== undefined && nameOf(here) === undefined && list.length >= node.children.length) {
        this.#forget(here);
        list[at] = made;
        ops.push(['r', [...path, at], sent(made)]);
      } else {
        list.splice(at, 0, made);
        ops.push(['i', path, at, sent(made)]);
      }
    });
    while (list.length > node.children.length) this.#remove(list, list.length - 1, path, ops);
  }

  #remove(list: Known[], at: number, path: Path, ops: Op[]): void {
    this.#forget(list[at] as Known);
    list.splice(at, 1);
    ops.push(['d', path, at]);
  }
}

function move(list: Known[], from: number, to: number, path: Path, ops: Op[]): void {
  const [moved] = list.splice(from, 1);
  list.splice(to, 0, moved as Known);
  ops.push(['m', path, from, to]);
}

const nameOf = (node: Node | Known): string | undefined =>
  typeof node === 'string' || node.key === undefined ? undefined : `${node.tag} ${node.key}`;

const alike = (old: Known, node: Node): boolean =>
  typeof old === 'string' || typeof node === 'string'
    ? typeof old === typeof node
    : old.tag === node.tag && old.key === node.key;

function sent(known: Known): ViewNode {
  if (typeof known === 'string') return known;
  const node: ViewElement = { t: known.tag };
  if (known.key !== undefined) node.k = known.key;
  if (Object.keys(known.attributes).length > 0) node.a = { ...known.attributes };
  if (Object.keys(known.on).length > 0) node.on = { ...known.on };
  if (known.children.length > 0) node.c = known.children.map(sent);
  return node;
}
