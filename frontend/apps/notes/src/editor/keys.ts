/** The keyboard inside a note, and the Markdown that turns into what it means while it is typed. */
import { baseKeymap, chainCommands, exitCode } from 'prosemirror-commands';
import {
  InputRule,
  inputRules,
  textblockTypeInputRule,
  undoInputRule,
  wrappingInputRule,
} from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import type { MarkType } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import type { Plugin } from 'prosemirror-state';
import { redoCommand, undoCommand } from 'y-prosemirror';
import { insertBreak, setBlock, toggle, toggleChecked, toggleList, toggleQuote } from './commands.ts';
import { schema } from './schema.ts';

const { nodes, marks } = schema;

/** `**bold**` and its like, when the closing sign is typed. */
const markRule = (pattern: RegExp, type: MarkType): InputRule =>
  new InputRule(pattern, (state, match, start, end) => {
    const [whole, inner] = match;
    if (!inner) return null;
    const before = whole.indexOf(inner);
    const innerEnd = start + before + inner.length;
    const { tr } = state;
    // The last letter of the closing sign is not in the text yet.
    if (innerEnd < end) tr.delete(innerEnd, end);
    if (before > 0) tr.delete(start, start + before);
    return tr.addMark(start, start + inner.length, type.create()).removeStoredMark(type);
  });

const lineRule = new InputRule(/^(?:---|___|\*\*\*)$/, (state, _match, start, end) => {
  const $start = state.doc.resolve(start);
  if ($start.parent.type !== nodes.paragraph || $start.depth !== 1) return null;
  return state.tr.delete(start, end).insert($start.before(), nodes.horizontal_rule.create());
});

export const shortcuts = (): Plugin =>
  inputRules({
    rules: [
      textblockTypeInputRule(/^(#{1,3})\s$/, nodes.heading, (match) => ({ level: match[1]?.length ?? 1 })),
      textblockTypeInputRule(/^```$/, nodes.code_block),
      wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
      wrappingInputRule(/^\s*\[[ ]?\]\s$/, nodes.check_list),
      wrappingInputRule(
        /^(\d+)\.\s$/,
        nodes.ordered_list,
        (match) => ({ order: Number(match[1]) }),
        (match, node) => node.childCount + Number(node.attrs.order) === Number(match[1]),
      ),
      wrappingInputRule(/^\s*([-+*])\s$/, nodes.bullet_list),
      lineRule,
      markRule(/\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, marks.strong),
      markRule(/(?<![*\w])\*([^*\s](?:[^*]*[^*\s])?)\*$/, marks.em),
      markRule(/(?<![_\w])_([^_\s](?:[^_]*[^_\s])?)_$/, marks.em),
      markRule(/~~([^~\s](?:[^~]*[^~\s])?)~~$/, marks.strike),
      markRule(/`([^`]+)`$/, marks.code),
    ],
  });

export interface KeyActions {
  /** Opens the field for the address of a link. */
  link(): void;
}

export const keys = (actions: KeyActions): Plugin[] => [
  keymap({
    'Mod-z': undoCommand,
    'Mod-y': redoCommand,
    'Mod-Shift-z': redoCommand,
    'Mod-b': toggle('strong'),
    'Mod-i': toggle('em'),
    'Mod-e': toggle('code'),
    'Mod-Shift-x': toggle('strike'),
    'Mod-k': () => {
      actions.link();
      return true;
    },
    'Mod-Alt-0': setBlock('paragraph'),
    'Mod-Alt-1': setBlock('h1'),
    'Mod-Alt-2': setBlock('h2'),
    'Mod-Alt-3': setBlock('h3'),
    'Mod-Shift-7': toggleList('ordered_list'),
    'Mod-Shift-8': toggleList('bullet_list'),
    'Mod-Shift-9': toggleList('check_list'),
    'Mod-Shift-.': toggleQuote,
    'Mod-Enter': chainCommands(toggleChecked, exitCode),
    'Shift-Enter': chainCommands(exitCode, insertBreak),
    Enter: chainCommands(splitListItem(nodes.check_item, { checked: false }), splitListItem(nodes.list_item)),
    Backspace: undoInputRule,
    // Outside of lists Tab goes to the next field, as everywhere.
    Tab: chainCommands(sinkListItem(nodes.check_item), sinkListItem(nodes.list_item)),
    'Shift-Tab': chainCommands(liftListItem(nodes.check_item), liftListItem(nodes.list_item)),
  }),
  keymap(baseKeymap),
];
