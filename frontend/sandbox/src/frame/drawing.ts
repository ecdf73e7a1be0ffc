/**
 * What the worker draws, as elements. It trusts nothing: what is not allowed leaves an empty place, so that paths stay right,
 * and what is being typed is never overwritten by a drawing that did not know of it.
 */
import {
  ATTRIBUTES_MAX,
  DEPTH_MAX,
  NODE_TEXT_MAX,
  NODES_MAX,
  OPS_MAX,
  type Op,
  type Path,
  type Value,
  VIEW_TEXT_MAX,
  type ViewNode,
} from '../wire.ts';
import { isEvent, isPath, make, SVG_NAMESPACE, setAttribute } from './allow.ts';

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
/** By tag only: a form's own properties can be hidden by what is in it. */
export const isControl = (node: unknown): node is Control =>
  node instanceof Element && /^(INPUT|SELECT|TEXTAREA)$/.test(node.tagName);

export interface Hooks {
  refused(what: string): void;
  /** An element is to hear events of this type under this id; null for no more. */
  listen(element: Element, type: string, id: number | null): void;
  /** The number of the last event that this control's typing has sent. */
  edited(control: Control): number;
  /** What it held when the worker had taken so many events; undefined for not known any more. */
  heldAt(control: Control, seen: number): string | undefined;
}

export class Drawing {
  #nodes = 0;
  /** Characters of texts and paths. */
  #size = 0;
  #seen = 0;
  #focus: Element | undefined;
  /** What the worker last said that it holds; put in again when the options have changed. */
  readonly #selected = new Map<HTMLSelectElement, string>();

  constructor(
    private readonly root: Element,
    private readonly hooks: Hooks,
  ) {}

  apply(ops: readonly Op[], seen: number): void {
    this.#seen = seen;
    this.#focus = undefined;
    const active = document.activeElement;
    const caret =
      active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement
        ? caretOf(active)
        : undefined;
    if (ops.length > OPS_MAX) this.hooks.refused('ops');
    for (const op of ops.slice(0, OPS_MAX))
      try {
        if (!Array.isArray(op) || !Array.isArray(op[1]) || !this.#one(op)) this.hooks.refused('op');
      } catch {
        this.hooks.refused('op');
      }
    for (const [select, value] of this.#selected)
      if (!select.isConnected) this.#selected.delete(select);
      else if (select.value !== value) select.value = value;
    if (this.#focus) this.#give(this.#focus);
    else if (
      active instanceof HTMLElement &&
      active !== document.activeElement &&
      this.root.contains(active)
    ) {
      active.focus({ preventScroll: true }); // it was moved
      if (caret && 'setSelectionRange' in active) place(active as HTMLInputElement, caret);
    }
  }

  clear(): void {
    this.root.replaceChildren();
    this.#nodes = 0;
    this.#size = 0;
    this.#selected.clear();
  }

  /** The person has chosen: that is what it holds now. */
  chosen(select: HTMLSelectElement): void {
    if (this.#selected.has(select)) this.#selected.set(select, select.value);
  }

  #one(op: Op): boolean {
    const [what, path] = op;
    if (what === 'r') {
      if (path.length === 0) {
        this.clear();
        this.root.append(this.#make(op[2], 1));
        return true;
      }
      const old = this.#find(path);
      if (!old?.parentNode) return false;
      // The old one goes first: what takes its place may need all its room, and may turn out to be nonsense half made.
      const place = document.createTextNode('');
      this.#free(old);
      old.parentNode.replaceChild(place, old);
      place.replaceWith(this.#make(op[2], path.length + 1));
      return true;
    }
    const at = this.#find(path);
    if (!at) return false;
    if (what === 'x') {
      if (!(at instanceof Text)) return false;
      this.#size -= at.length;
      at.data = '';
      at.data = this.#text(op[2]);
      return true;
    }
    if (!(at instanceof Element)) return false;
    switch (what) {
      case 'a':
        for (const [name, value] of this.#few(op[2])) this.#attribute(at, name, value);
        return true;
      case 'h':
        for (const [type, id] of this.#few(op[2])) this.#listen(at, type, id);
        return true;
      case 'i':
        if (this.#nodes > NODES_MAX) return false; // the one empty place past the limit is there
        at.insertBefore(this.#make(op[3], path.length + 2), at.childNodes[op[2]] ?? null);
        return true;
      case 'd': {
        const gone = at.childNodes[op[2]];
        if (!gone) return false;
        this.#free(gone);
        gone.remove();
        return true;
      }
      case 'm': {
        const moved = at.childNodes[op[2]];
        if (!moved) return false;
        // The place is one among the others; nothing is copied, as there may be very many.
        const before = at.childNodes[op[3] < op[2] ? op[3] : op[3] + 1];
        at.insertBefore(moved, before ?? null);
        return true;
      }
      default:
        return false;
    }
  }

  #find(path: Path): ChildNode | undefined {
    let at: ChildNode | undefined = this.root.childNodes[0];
    for (const index of path) at = at?.childNodes[index];
    return at;
  }

  #make(node: ViewNode, depth: number): ChildNode {
    if (++this.#nodes > NODES_MAX) return this.#blank('nodes');
    if (typeof node === 'string') return document.createTextNode(this.#text(node));
    if (depth > DEPTH_MAX) return this.#blank('depth');
    const tag = String(node?.t);
    const made = make(tag);
    if (!made) return this.#blank(`tag ${tag}`);
    const { value, checked, ...others } = node.a ?? {};
    for (const [name, of] of this.#few(others)) this.#attribute(made, name, of);
    for (const child of node.c ?? []) {
      made.append(this.#make(child, depth + 1));
      if (this.#nodes > NODES_MAX) break; // one empty place says it; a list can go on for millions
    }
    // After the options and after the type, which both change what a control can hold.
    if (value !== undefined) this.#attribute(made, 'value', value);
    if (checked !== undefined) this.#attribute(made, 'checked', checked);
    for (const [type, id] of this.#few(node.on ?? {})) this.#listen(made, type, id);
    return made;
  }

  #blank(why: string): ChildNode {
    this.hooks.refused(why.slice(0, 60));
    const blank = document.createElement('span');
    blank.hidden = true;
    return blank;
  }

  /** Names that are looked at: as many as one node may have. */
  #few<T>(named: Record<string, T>): [string, T][] {
    const all = Object.entries(named);
    if (all.length > ATTRIBUTES_MAX) this.hooks.refused('attributes');
    return all.slice(0, ATTRIBUTES_MAX);
  }

  /** No more of this is in the view. */
  #free(gone: Node): void {
    const { nodes, size } = weigh(gone);
    this.#nodes -= nodes;
    this.#size -= size;
  }
  #fits(more: number): boolean {
    const fits = this.#size + more <= VIEW_TEXT_MAX;
    if (!fits) this.hooks.refused('size');
    return fits;
  }

  #text(text: unknown): string {
    const shown = this.#cut(text);
    if (!this.#fits(shown.length)) return '';
    this.#size += shown.length;
    return shown;
  }
  #cut(text: unknown): string {
    const whole = String(text);
    if (whole.length > NODE_TEXT_MAX) this.hooks.refused('text');
    return whole.slice(0, NODE_TEXT_MAX);
  }

  #attribute(element: Element, name: string, value: Value | null): void {
    if (name === 'value' || name === 'checked') {
      if (isControl(element)) this.#hold(element, name, value);
      else if (element.tagName === 'OPTION' || /^(PROGRESS|METER)$/.test(element.tagName))
        element.setAttribute('value', this.#cut(value ?? ''));
      else this.hooks.refused(`attribute ${name}`);
      return;
    }
    const isFull = element.attributes.length >= ATTRIBUTES_MAX;
    if (isFull && value !== null && !element.hasAttribute(name)) this.hooks.refused('attributes');
    else if (isPath(name)) this.#path(element, name, value);
    else if (!setAttribute(element, name, value)) this.hooks.refused(`attribute ${name}`.slice(0, 60));
    else if (name === 'data-focus' && value !== null) this.#focus = element;
  }

  #path(element: Element, name: string, value: Value | null): void {
    this.#size -= lengthOf(element, name);
    element.removeAttribute(name);
    if (value !== null && !this.#fits(String(value).length)) return;
    if (!setAttribute(element, name, value)) this.hooks.refused(`attribute ${name}`);
    this.#size += lengthOf(element, name);
  }

  #hold(control: Control, name: 'value' | 'checked', value: Value | null): void {
    if (document.activeElement === control && this.hooks.edited(control) > this.#seen) {
      if (name === 'value' && !(control instanceof HTMLSelectElement))
        this.#rebase(control, this.#cut(value ?? ''));
      return;
    }
    if (name === 'checked') {
      if (control instanceof HTMLInputElement) control.checked = value === true;
      return;
    }
    const text = this.#cut(value ?? '');
    if (control instanceof HTMLSelectElement) this.#selected.set(control, text);
    if (control.value !== text) control.value = text;
  }

  /** What was typed meanwhile goes behind what the worker has put in: after Enter, the next line begins anew. */
  #rebase(control: HTMLInputElement | HTMLTextAreaElement, text: string): void {
    const held = this.hooks.heldAt(control, this.#seen);
    if (held === undefined || held === text || !control.value.startsWith(held)) return;
    control.value = text + control.value.slice(held.length);
    control.dispatchEvent(new Event('input', { bubbles: true }));
  }

  #listen(element: Element, type: string, id: number | null): void {
    if (isEvent(type) && (id === null || Number.isInteger(id))) this.hooks.listen(element, type, id);
    else this.hooks.refused(`event ${type}`.slice(0, 60));
  }

  /** Only a frame that has the focus moves it. */
  #give(element: Element): void {
    if (!document.hasFocus() || !element.isConnected) return;
    (element as HTMLElement).focus();
    if (element instanceof HTMLInputElement && /^(text|search|url)$/.test(element.type))
      element.setSelectionRange(element.value.length, element.value.length);
    element.scrollIntoView?.({ block: 'nearest' });
  }
}

const lengthOf = (element: Element, name: string): number => element.getAttribute(name)?.length ?? 0;
function weigh(node: Node): { nodes: number; size: number } {
  const all = { nodes: 1, size: node instanceof Text ? node.length : 0 };
  if (node instanceof Element && node.namespaceURI === SVG_NAMESPACE)
    all.size += lengthOf(node, 'd') + lengthOf(node, 'points');
  for (const child of node.childNodes) {
    const { nodes, size } = weigh(child);
    all.nodes += nodes;
    all.size += size;
  }
  return all;
}
type Caret = [number, number] | undefined;
function caretOf({ selectionStart, selectionEnd }: HTMLInputElement | HTMLTextAreaElement): Caret {
  return selectionStart === null || selectionEnd === null ? undefined : [selectionStart, selectionEnd];
}
const place = (control: HTMLInputElement, [from, to]: [number, number]): void =>
  control.setSelectionRange(from, to);
