import { describe, expect, it } from 'vitest';
import { Drawing } from '../src/frame/drawing.ts';
import { Screen } from '../src/runtime/diff.ts';
import { h, type Node } from '../src/runtime/tree.ts';
import type { Op, ViewNode } from '../src/wire.ts';

/** Repeatable chance. */
function chance(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
function randomTree(pick: (below: number) => number, depth: number): Node {
  if (depth === 0 || pick(5) === 0) return `text ${pick(3)}`;
  const keyed = pick(2) === 0;
  const keys = [...'abcdefgh'].sort(() => pick(3) - 1).slice(0, pick(7));
  const props: Record<string, unknown> = {};
  if (pick(2)) props.title = `t${pick(3)}`;
  if (pick(3) === 0) props.onClick = () => {};
  const child = (key?: string) => {
    const made = randomTree(pick, depth - 1);
    return key === undefined || typeof made === 'string' ? made : { ...made, key };
  };
  return h(['div', 'p', 'span'][pick(3)] as string, props, keyed ? keys.map(child) : keys.map(() => child()));
}
/** The receiving side at its plainest. */
function applied(root: ViewNode | undefined, ops: readonly Op[]): ViewNode | undefined {
  const find = (path: number[]): ViewNode => {
    let at = root as ViewNode;
    for (const i of path) at = (at as { c: ViewNode[] }).c[i] as ViewNode;
    return at;
  };
  const put = (path: number[], node: ViewNode) => {
    if (path.length === 0) root = node;
    else (find(path.slice(0, -1)) as { c: ViewNode[] }).c[path.at(-1) as number] = node;
  };
  for (const op of structuredClone(ops) as Op[]) {
    if (op[0] === 'r' || op[0] === 'x') {
      put(op[1], op[2]);
      continue;
    }
    const at = find(op[1]) as { a?: Record<string, unknown>; on?: Record<string, unknown>; c?: ViewNode[] };
    if (op[0] === 'a' || op[0] === 'h') {
      const name = op[0] === 'a' ? 'a' : 'on';
      const all: Record<string, unknown> = { ...at[name] };
      for (const [key, value] of Object.entries(op[2]))
        if (value === null) delete all[key];
        else all[key] = value;
      if (Object.keys(all).length > 0) at[name] = all;
      else delete at[name];
      continue;
    }
    at.c ??= [];
    if (op[0] === 'i') at.c.splice(op[2], 0, op[3]);
    if (op[0] === 'd') at.c.splice(op[2], 1);
    if (op[0] === 'm') at.c.splice(op[3], 0, at.c.splice(op[2], 1)[0] as ViewNode);
    if (at.c.length === 0) delete at.c;
  }
  return root;
}
/** What a tree is, without the numbers of its handlers. */
const shape = (node: ViewNode | Node | undefined): unknown => {
  if (typeof node === 'string' || node === undefined) return node;
  const sent = 't' in node ? node : undefined;
  const own = node as Exclude<Node, string>;
  return {
    tag: sent ? sent.t : own.tag,
    attributes: (sent ? sent.a : own.attributes) ?? {},
    on: Object.keys((sent ? sent.on : own.on) ?? {}).sort(),
    children: ((sent ? sent.c : own.children) ?? []).map((child: ViewNode | Node) => shape(child)),
  };
};

describe('ops', () => {
  it('[FE-300] make the new tree of the old one, whatever the two are', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const pick = chance(seed);
      const screen = new Screen();
      let there: ViewNode | undefined;
      for (let round = 0; round < 6; round++) {
        const tree = randomTree(pick, 4);
        there = applied(there, screen.draw(tree));
        expect(shape(there), `seed ${seed}, round ${round}`).toEqual(shape(tree));
      }
    }
  });

  it('[FE-300] do the same to elements', () => {
    const root = document.createElement('div');
    const drawing = new Drawing(root, {
      refused: (what) => expect.fail(what),
      listen() {},
      edited: () => 0,
      heldAt: () => undefined,
    });
    const drawn = (node: Node): string =>
      typeof node === 'string'
        ? node
        : `<${node.tag}${node.attributes.title === undefined ? '' : ` title="${node.attributes.title}"`}>${node.children.map(drawn).join('')}</${node.tag}>`;
    for (let seed = 500; seed < 560; seed++) {
      const pick = chance(seed);
      const screen = new Screen();
      for (let round = 0; round < 5; round++) {
        const tree = randomTree(pick, 4);
        drawing.apply(screen.draw(tree), 0);
        expect(root.innerHTML, `seed ${seed}, round ${round}`).toBe(drawn(tree));
      }
      drawing.clear();
    }
  });

  it('[FE-300] move what has a key, and touch nothing else', () => {
    const screen = new Screen();
    const list = (keys: string) =>
      h(
        'ul',
        null,
        [...keys].map((key) => h('li', { key }, key)),
      );
    screen.draw(list('abcdef'));
    expect(screen.draw(list('bcdef'))).toEqual([['d', [], 0]]);
    expect(screen.draw(list('cdefb'))).toEqual([['m', [], 0, 4]]);
    expect(screen.draw(list('bcdef'))).toEqual([['m', [], 4, 0]]);
    expect(screen.draw(list('bcxdef'))).toMatchObject([['i', [], 2, { t: 'li', k: 'x' }]]);
    expect(screen.draw(list('bcxdef'))).toEqual([]);
  });

  it('[FE-300] leave handlers their numbers, and forget those that are gone', () => {
    const screen = new Screen();
    const heard: string[] = [];
    const tree = (say: string, more: boolean) =>
      h('div', null, h('button', { onClick: () => heard.push(say) }), more && h('p', { onClick: () => {} }));
    const sent = JSON.stringify(screen.draw(tree('one', true)));
    const id = Number(/"click":(\d+)/.exec(sent)?.[1]);
    expect(screen.draw(tree('two', false)).map(([what]) => what)).toEqual(['d']);
    screen.hear(id, { type: 'click' });
    expect(heard).toEqual(['two']);
    expect(screen.handlers).toBe(1);
    expect(screen.hear(99, { type: 'click' })).toBe(false);
  });
});
