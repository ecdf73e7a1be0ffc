/**
 * What keeps a note within what it holds: a paste is looked at before anything is made of it, and a full note takes
 * nothing more. Here too: what an empty note says.
 */
import { type EditorState, Plugin } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { ySyncPluginKey } from 'y-prosemirror';
import { LIMITS } from '../constants.ts';
import { setLink } from './commands.ts';
import { isAddress } from './links.ts';

export type Trouble =
  | { kind: 'paste-too-large'; letters: number }
  | { kind: 'no-room'; letters: number }
  | { kind: 'no-pictures' }
  | { kind: 'full' };

/** Characters of base64 that a block costs beside its letters. */
const BLOCK_COST = 60;

/** Letters that a text of this length and these lines takes of a note. */
export function costOf(text: string): number {
  const bytes = new TextEncoder().encode(text).length;
  return Math.ceil((bytes * 4) / 3) + BLOCK_COST * text.split('\n').length;
}

/** What is wrong with this paste, by its size alone: what is too large is never parsed. */
export function troubleWith(
  text: string,
  html: string,
  pictures: boolean,
  room: number,
): Trouble | undefined {
  if (text.length > LIMITS.pasteLetters || html.length > LIMITS.pasteMarkup)
    return { kind: 'paste-too-large', letters: Math.max(text.length, html === '' ? 0 : text.length) };
  if (text === '' && (pictures || /<img\b/i.test(html))) return { kind: 'no-pictures' };
  if (costOf(text) > room - LIMITS.reserve) return { kind: 'no-room', letters: text.length };
  return undefined;
}

export interface Guarded {
  /** Characters of base64 that the note still takes. */
  room(): number;
  trouble(trouble: Trouble): void;
}

export const guards = ({ room, trouble }: Guarded): Plugin => {
  const refused = (data: DataTransfer | null): boolean => {
    if (!data) return false;
    const pictures = [...data.items].some((item) => item.kind === 'file');
    const found = troubleWith(data.getData('text/plain'), data.getData('text/html'), pictures, room());
    if (found) trouble(found);
    return found !== undefined;
  };
  return new Plugin({
    props: {
      handleDOMEvents: {
        paste: (view, event) => {
          if (!view.editable || !refused(event.clipboardData)) return false;
          event.preventDefault();
          return true;
        },
        drop: (view, event) => {
          if (!view.editable || !refused(event.dataTransfer)) return false;
          event.preventDefault();
          return true;
        },
      },
      handlePaste: (view, event) => {
        const text = event.clipboardData?.getData('text/plain') ?? '';
        const inCode = view.state.selection.$from.parent.type.spec.code === true;
        return !inCode && isAddress(text) && setLink(text.trim())(view.state, view.dispatch);
      },
    },
    filterTransaction: (tr, state) => {
      if (!tr.docChanged || tr.getMeta(ySyncPluginKey) || tr.doc.content.size <= state.doc.content.size)
        return true;
      if (room() > LIMITS.reserve) return true;
      trouble({ kind: 'full' });
      return false;
    },
  });
};

export const isEmpty = ({ doc }: EditorState): boolean =>
  doc.childCount === 1 && doc.firstChild?.isTextblock === true && doc.firstChild.content.size === 0;

export const placeholder = (text: string, className: string): Plugin =>
  new Plugin({
    props: {
      decorations: (state) =>
        isEmpty(state) && state.doc.firstChild?.type.name === 'paragraph'
          ? DecorationSet.create(state.doc, [
              Decoration.node(0, state.doc.firstChild.nodeSize, {
                class: className,
                'data-placeholder': text,
              }),
            ])
          : DecorationSet.empty,
    },
  });
