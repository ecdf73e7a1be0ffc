/** What can be done to a note, for keys and toolbar alike, and what is so at the caret. */
import { setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import type { NodeType, ResolvedPos } from 'prosemirror-model';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import { type Command, type EditorState, TextSelection } from 'prosemirror-state';
import { liftTarget } from 'prosemirror-transform';
import { schema } from './schema.ts';

const { nodes, marks } = schema;

export type MarkName = 'strong' | 'em' | 'strike' | 'code';
export type BlockName = 'paragraph' | 'h1' | 'h2' | 'h3' | 'code_block';
export type ListName = 'bullet_list' | 'ordered_list' | 'check_list';

/** What is so where the caret is. */
export interface Here {
  marks: Readonly<Record<MarkName, boolean>>;
  block: BlockName;
  list: ListName | undefined;
  quote: boolean;
  /** Address of the link around the caret. */
  link: string | undefined;
}

export const toggle = (name: MarkName): Command => toggleMark(marks[name]);

export const setBlock = (name: BlockName): Command =>
  name.startsWith('h')
    ? setBlockType(nodes.heading, { level: Number(name.slice(1)) })
    : setBlockType(name === 'code_block' ? nodes.code_block : nodes.paragraph);

const around = ($from: ResolvedPos, fits: (type: NodeType) => boolean): number | undefined => {
  for (let depth = $from.depth; depth > 0; depth--) if (fits($from.node(depth).type)) return depth;
  return undefined;
};
const LISTS: readonly ListName[] = ['bullet_list', 'ordered_list', 'check_list'];
const isList = (type: NodeType): boolean => LISTS.some((name) => type === nodes[name]);
const itemOf = (list: ListName): NodeType => (list === 'check_list' ? nodes.check_item : nodes.list_item);

/** Puts what is selected into a list of this kind, changes the list's kind, or takes it out of the list. */
export const toggleList =
  (name: ListName): Command =>
  (state, dispatch) => {
    const { $from, from, to } = state.selection;
    const depth = around($from, isList);
    if (depth === undefined) return wrapInList(nodes[name])(state, dispatch);
    const list = $from.node(depth);
    if (list.type === nodes[name]) return liftListItem(itemOf(name))(state, dispatch);
    const items = list.children.map((item) => itemOf(name).create(null, item.content));
    const tr = state.tr.replaceWith($from.before(depth), $from.after(depth), nodes[name].create(null, items));
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, from, to)).scrollIntoView());
    return true;
  };

export const toggleQuote: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if (around($from, (type) => type === nodes.blockquote) === undefined)
    return wrapIn(nodes.blockquote)(state, dispatch);
  const range = $from.blockRange($to, (node) => node.type === nodes.blockquote);
  const target = range && liftTarget(range);
  if (!range || target === null || target === undefined) return false;
  dispatch?.(state.tr.lift(range, target).scrollIntoView());
  return true;
};

/** Ticks the items that the selection touches, or unticks them when all are ticked. */
export const toggleChecked: Command = (state, dispatch) => {
  const { $from, from, to } = state.selection;
  const found: { at: number; checked: boolean }[] = [];
  const depth = around($from, (type) => type === nodes.check_item);
  if (depth === undefined || to > $from.after(depth))
    state.doc.nodesBetween(from, to, (node, at) => {
      if (node.type === nodes.check_item) found.push({ at, checked: node.attrs.checked === true });
    });
  else found.push({ at: $from.before(depth), checked: $from.node(depth).attrs.checked === true });
  if (found.length === 0) return false;
  if (dispatch) {
    const checked = !found.every((one) => one.checked);
    const { tr } = state;
    for (const { at } of found) tr.setNodeAttribute(at, 'checked', checked);
    dispatch(tr);
  }
  return true;
};

export const insertRule: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.horizontal_rule.create()).scrollIntoView());
  return true;
};

export const insertBreak: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
};

/** The link around the caret, or the one that the selection begins in. */
function linkAt(state: EditorState): { from: number; to: number; href: string } | undefined {
  const { $from, from, empty } = state.selection;
  const here = empty ? $from.marks() : (state.doc.nodeAt(from)?.marks ?? []);
  const mark = here.find((one) => one.type === marks.link);
  if (!mark) return undefined;
  let at = $from.start();
  let run: { from: number; to: number } | undefined;
  let found: { from: number; to: number } | undefined;
  $from.parent.forEach((child) => {
    const end = at + child.nodeSize;
    run = mark.isInSet(child.marks) ? { from: run?.from ?? at, to: end } : undefined;
    if (run && run.from <= from && from <= run.to) found = run;
    at = end;
  });
  return found && { ...found, href: String(mark.attrs.href) };
}

/** Links what is selected, or the link around the caret anew, or writes the address itself. */
export const setLink =
  (href: string): Command =>
  (state, dispatch) => {
    const { from, to, empty } = state.selection;
    const mark = marks.link.create({ href });
    const known = empty ? linkAt(state) : { from, to };
    const { tr } = state;
    if (known) tr.removeMark(known.from, known.to, marks.link).addMark(known.from, known.to, mark);
    else tr.replaceSelectionWith(schema.text(href.replace(/^(mailto|tel):/, ''), [mark]), false);
    dispatch?.(tr.scrollIntoView());
    return true;
  };

export const removeLink: Command = (state, dispatch) => {
  const { from, to, empty } = state.selection;
  const known = empty ? linkAt(state) : { from, to };
  if (!known) return false;
  dispatch?.(state.tr.removeMark(known.from, known.to, marks.link));
  return true;
};

export function hereOf(state: EditorState): Here {
  const { $from, from, to, empty } = state.selection;
  const has = (name: MarkName): boolean =>
    empty
      ? marks[name].isInSet(state.storedMarks ?? $from.marks()) !== undefined
      : state.doc.rangeHasMark(from, to, marks[name]);
  const listDepth = around($from, isList);
  const { parent } = $from;
  const level = Math.min(3, Math.max(1, Number(parent.attrs.level) || 1)) as 1 | 2 | 3;
  const plain = parent.type === nodes.code_block ? 'code_block' : 'paragraph';
  return {
    marks: { strong: has('strong'), em: has('em'), strike: has('strike'), code: has('code') },
    block: parent.type === nodes.heading ? `h${level}` : plain,
    list: LISTS.find((name) => listDepth !== undefined && $from.node(listDepth).type === nodes[name]),
    quote: around($from, (type) => type === nodes.blockquote) !== undefined,
    link: linkAt(state)?.href,
  };
}
