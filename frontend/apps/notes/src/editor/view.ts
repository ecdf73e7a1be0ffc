/** The editor of one note: ProseMirror, bound to the note's Yjs document. Not here: toolbar, network. */
import type { AppPresence } from '@gesso/sdk';
import { type Command, EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { initProseMirrorDoc, ySyncPlugin, yUndoPlugin, yUndoPluginKey } from 'y-prosemirror';
import type * as Y from 'yjs';
import { wordsOf as appWordsOf } from '../words.ts';
import { carets } from './carets.ts';
import { CheckItemView } from './checkItem.ts';
import { type Guarded, guards, placeholder } from './guards.ts';
import { type KeyActions, keys, shortcuts } from './keys.ts';
import { safeAddress } from './links.ts';
import { schema } from './schema.ts';
import { wordsOf } from './words.ts';

export interface NoteViewParts extends Guarded, KeyActions {
  text: Y.XmlFragment;
  presence: AppPresence;
  readOnly: boolean;
  spellCheck: boolean;
  placeholder: { text: string; className: string };
  className: string;
  /** Whose language the view speaks; English for nobody's. */
  locale?: string;
  /** Called after each change of text or selection. */
  changed(): void;
}

export class NoteView {
  readonly view: EditorView;
  private readOnly: boolean;
  private spellCheck: boolean;

  constructor(place: HTMLElement, parts: NoteViewParts) {
    const { locale = 'en' } = parts;
    this.readOnly = parts.readOnly;
    this.spellCheck = parts.spellCheck;
    // Nothing written yet is shown as an empty paragraph, which is written with its first letter.
    const written = parts.text.length > 0 ? initProseMirrorDoc(parts.text, schema) : undefined;
    const state = EditorState.create({
      ...(written ? { doc: written.doc } : {}),
      schema,
      plugins: [
        ySyncPlugin(parts.text, { mapping: written?.mapping ?? new Map() }),
        yUndoPlugin(),
        guards(parts),
        shortcuts(),
        ...keys(parts),
        carets(parts.presence),
        placeholder(parts.placeholder.text, parts.placeholder.className),
      ],
    });
    const undo = yUndoPluginKey.getState(state);
    if (undo) undo.undoManager.deleteFilter = undoable;
    this.view = new EditorView(place, {
      state,
      editable: () => !this.readOnly,
      attributes: () => ({
        class: parts.className,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': appWordsOf(locale).note,
        'aria-readonly': String(this.readOnly),
        spellcheck: String(this.spellCheck),
        'data-testid': 'note-text',
        // Who only reads selects and copies by the keyboard, too.
        tabindex: '0',
        'data-enter': '',
      }),
      nodeViews: { check_item: (node, view, at) => new CheckItemView(node, view, at, wordsOf(locale).done) },
      handleClick: (view, _at, event) => follow(view, event),
      dispatchTransaction: (tr) => {
        this.view.updateState(this.view.state.apply(tr));
        if (tr.docChanged || tr.selectionSet || tr.storedMarksSet) parts.changed();
      },
    });
  }

  configure(readOnly: boolean, spellCheck: boolean): void {
    if (readOnly === this.readOnly && spellCheck === this.spellCheck) return;
    this.readOnly = readOnly;
    this.spellCheck = spellCheck;
    this.view.setProps({});
    // Items are drawn again only when they change.
    for (const box of this.view.dom.querySelectorAll('input')) box.disabled = readOnly;
  }
  run(command: Command): void {
    command(this.view.state, this.view.dispatch, this.view);
    this.view.focus();
  }
  can(command: Command): boolean {
    return command(this.view.state);
  }
  destroy(): void {
    this.view.destroy();
  }
}

/**
 * May an undo delete this? With a node goes all in it, what others wrote there too: one that still holds something
 * stays. So does the paragraph that an item must begin with while there is more in the item: an item against the
 * schema is deleted as a whole.
 */
const undoable = ({ content, parent, prev, next }: Y.Item): boolean =>
  !typeOf(content)?.length &&
  (prev !== null ||
    next === null ||
    typeOf(next.content)?.nodeName === 'paragraph' ||
    !/_item$/.test((parent as Y.XmlElement).nodeName));
const typeOf = (content: unknown) => (content as { type?: Y.XmlElement }).type;

/** A link is followed with Ctrl, or by who only reads; a plain click writes. */
function follow(view: EditorView, event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  const href = safeAddress(link?.getAttribute('href'));
  if (!href || event.button !== 0 || (view.editable && !event.ctrlKey && !event.metaKey)) return false;
  event.preventDefault();
  window.open(href, '_blank', 'noopener,noreferrer');
  return true;
}

/** Words as people count them, in any language. */
export function wordsIn(text: string, locale: string): number {
  if (typeof Intl.Segmenter === 'function' && text.length < 20_000) {
    let words = 0;
    for (const { isWordLike } of new Intl.Segmenter(locale, { granularity: 'word' }).segment(text))
      if (isWordLike) words++;
    return words;
  }
  return text.match(/\S+/g)?.length ?? 0;
}
