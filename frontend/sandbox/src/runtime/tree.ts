/** What views are made of, and `h`, which makes it. Not here: what becomes of it on the screen. */
import { NODE_TEXT_MAX, type Value, type ViewEvent } from '../wire.ts';

export type Handler = (event: ViewEvent) => void;
export interface Element {
  readonly tag: string;
  readonly key: string | undefined;
  readonly attributes: Readonly<Record<string, Value>>;
  readonly on: Readonly<Record<string, Handler>>;
  readonly children: readonly Node[];
}
export type Node = string | Element;
/** What may stand among children: nothing is drawn of what is empty. */
export type Child = Node | number | boolean | null | undefined | readonly Child[];
export type Props = Readonly<Record<string, unknown>>;
export type Component = (props: Props & { children: readonly Node[] }) => Child;

const flatten = (children: readonly Child[], into: Node[]): Node[] => {
  for (const child of children) {
    if (child === null || child === undefined || typeof child === 'boolean' || child === '') continue;
    if (Array.isArray(child)) flatten(child, into);
    else if (typeof child === 'object') into.push(child as Element);
    else if (typeof into.at(-1) === 'string') into.push(`${into.pop()}${child}`);
    else into.push(String(child));
  }
  return into;
};

/** `on…` are handlers, `key` tells siblings apart; `false`, null and undefined leave an attribute out. */
export function h(tag: string | Component, props?: Props | null, ...children: Child[]): Node {
  const inside = flatten(children, []);
  if (typeof tag === 'function') {
    const made = flatten([tag({ ...props, children: inside })], []);
    return made.length === 1 && made[0] !== undefined
      ? made[0]
      : { tag: 'div', key: undefined, attributes: {}, on: {}, children: made };
  }
  const attributes: Record<string, Value> = {};
  const on: Record<string, Handler> = {};
  let key: string | undefined;
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined) continue;
    if (name === 'key') key = String(value);
    else if (/^on[A-Z]/.test(name)) {
      if (typeof value === 'function') on[name.slice(2).toLowerCase()] = value as Handler;
    } else if (typeof value === 'string' || typeof value === 'number' || value === true)
      attributes[name === 'className' ? 'class' : name === 'htmlFor' ? 'for' : name] = value;
    else if (value === false && (name === 'checked' || name.startsWith('aria-'))) attributes[name] = false;
  }
  return { tag: String(tag), key, attributes, on, children: inside };
}

export const isElement = (node: unknown): node is Element =>
  typeof node === 'object' && node !== null && 'tag' in node && 'children' in node;

/** Nodes, depth, and characters of texts and paths, to stop before the frame refuses. */
export function measure(node: Node): { nodes: number; depth: number; size: number } {
  if (typeof node === 'string') return { nodes: 1, depth: 1, size: Math.min(node.length, NODE_TEXT_MAX) };
  const { d = '', points = '' } = node.attributes;
  let nodes = 1;
  let depth = 0;
  let size = String(d).length + String(points).length;
  for (const child of node.children) {
    const of = measure(child);
    nodes += of.nodes;
    depth = Math.max(depth, of.depth);
    size += of.size;
  }
  return { nodes, depth: depth + 1, size };
}
