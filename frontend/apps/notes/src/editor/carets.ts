/** Where the others write: their carets and what they have selected, by name and colour. Nothing of it is stored. */
import type { AppPresence } from '@gesso/sdk';
import { type EditorState, Plugin, PluginKey } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from 'y-prosemirror';
import * as Y from 'yjs';
import { LIMITS } from '../constants.ts';
import { fromBase64, toBase64 } from '../doc/base64.ts';
import styles from './Editor.module.css';

const key = new PluginKey<DecorationSet>('carets');
const AGAIN = 'again';

/** What the sync plugin knows; its own types leave it open. */
interface Sync {
  type: Y.XmlFragment;
  doc: Y.Doc;
  binding: { mapping: Map<never, never> } | null;
}
const syncOf = (state: EditorState) => ySyncPluginKey.getState(state) as Sync | undefined;

export function carets(presence: AppPresence): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, drawn, _before, state) =>
        tr.docChanged || tr.getMeta(key) === AGAIN ? draw(state, presence) : drawn,
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => new Caret(view, presence),
  });
}

/** My own caret, towards the others. */
class Caret {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private shown = false;
  private readonly off: () => void;
  private readonly soon = () => {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.tell();
      // Only by now the document knows what was typed here, and with it where the others are.
      if (this.presence.others().length > 0) this.drawAgain();
    }, LIMITS.caretMillis);
  };

  constructor(
    private readonly view: EditorView,
    private readonly presence: AppPresence,
  ) {
    this.off = presence.subscribe(() => this.drawAgain());
    view.dom.addEventListener('focus', this.soon);
    view.dom.addEventListener('blur', this.soon);
  }
  update(view: EditorView, before: EditorState): void {
    if (!view.state.selection.eq(before.selection) || view.state.doc !== before.doc) this.soon();
  }
  destroy(): void {
    this.off();
    clearTimeout(this.timer);
    this.view.dom.removeEventListener('focus', this.soon);
    this.view.dom.removeEventListener('blur', this.soon);
    if (this.shown) this.presence.set(null);
  }

  private drawAgain(): void {
    this.view.dispatch(this.view.state.tr.setMeta(key, AGAIN));
  }
  private tell(): void {
    const { view } = this;
    const sync = syncOf(view.state);
    if (!view.editable || !view.hasFocus() || !sync?.binding) {
      if (this.shown) this.presence.set(null);
      this.shown = false;
      return;
    }
    const { type, binding } = sync;
    const placed = (at: number) =>
      toBase64(Y.encodeRelativePosition(absolutePositionToRelativePosition(at, type, binding.mapping)));
    const { anchor, head } = view.state.selection;
    this.presence.set({ anchor: placed(anchor), head: placed(head) });
    this.shown = true;
  }
}

function draw(state: EditorState, presence: AppPresence): DecorationSet {
  const sync = syncOf(state);
  if (!sync?.binding || sync.binding.mapping.size === 0) return DecorationSet.empty;
  const { mapping } = sync.binding;
  const at = (text: unknown): number | undefined => {
    const bytes = typeof text === 'string' ? fromBase64(text) : undefined;
    if (!bytes) return undefined;
    try {
      const place = Y.decodeRelativePosition(bytes);
      const found = relativePositionToAbsolutePosition(sync.doc, sync.type, place, mapping);
      return found === null ? undefined : Math.min(found, state.doc.content.size);
    } catch {
      return undefined; // of a page that says it otherwise
    }
  };
  const drawn: Decoration[] = [];
  for (const { session, name, colour, data } of presence.others()) {
    const head = at(data.head);
    const anchor = at(data.anchor);
    if (head === undefined || anchor === undefined) continue;
    const look = { key: `${session} ${name} ${colour}`, side: 10 };
    drawn.push(Decoration.widget(head, () => caretOf(name, colour), look));
    if (anchor !== head)
      drawn.push(
        Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), {
          class: styles.selected ?? '',
          style: `--person: ${colour}`,
        }),
      );
  }
  return DecorationSet.create(state.doc, drawn);
}

function caretOf(name: string, colour: string): HTMLElement {
  const caret = document.createElement('span');
  caret.className = styles.caret ?? '';
  caret.dataset.name = name;
  caret.dataset.testid = 'note-caret';
  caret.style.setProperty('--person', colour);
  caret.setAttribute('aria-hidden', 'true');
  const label = document.createElement('span');
  label.textContent = name;
  // Joiners on both sides, so that the caret opens no line of its own.
  caret.append('\u2060', label, '\u2060');
  return caret;
}
