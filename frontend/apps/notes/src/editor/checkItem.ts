/** One item of a check list with its box. */
import type { Node } from 'prosemirror-model';
import type { EditorView, NodeView, ViewMutationRecord } from 'prosemirror-view';

export class CheckItemView implements NodeView {
  readonly dom = document.createElement('li');
  readonly contentDOM = document.createElement('div');
  private readonly box = document.createElement('input');

  constructor(
    private node: Node,
    private readonly view: EditorView,
    private readonly at: () => number | undefined,
    private readonly named: (text: string) => string,
  ) {
    // A label makes the room around the box, which a finger needs, part of it.
    const holder = document.createElement('label');
    holder.contentEditable = 'false';
    this.box.type = 'checkbox';
    this.box.addEventListener('change', () => this.tick());
    holder.append(this.box);
    this.dom.append(holder, this.contentDOM);
    this.draw();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }
  stopEvent(event: Event): boolean {
    return event.target instanceof globalThis.Node && !this.contentDOM.contains(event.target);
  }
  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
  }

  private tick(): void {
    const at = this.at();
    if (at === undefined || !this.view.editable) return this.draw();
    this.view.dispatch(this.view.state.tr.setNodeAttribute(at, 'checked', this.box.checked));
  }
  private draw(): void {
    const checked = this.node.attrs.checked === true;
    this.dom.dataset.checked = String(checked);
    this.box.checked = checked;
    this.box.disabled = !this.view.editable;
    this.box.setAttribute('aria-label', this.named(this.node.firstChild?.textContent ?? ''));
  }
}
