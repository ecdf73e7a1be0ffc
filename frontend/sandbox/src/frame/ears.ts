/** What people do in the frame, as events for the worker: with no more than what it needs to know. */
import type { ViewEvent } from '../wire.ts';
import { NAME_PREFIX } from './allow.ts';
import { type Control, isControl } from './drawing.ts';

/** Events that a drawing may be late by and still be joined with what was typed since. */
const EDITS_MAX = 32;
/** Most text that one control tells. */
const VALUE_MAX = 20_000;

export class Ears {
  readonly #ids = new WeakMap<Element, Map<string, { id: number; ear: (event: Event) => void }>>();
  /** What each control held after which event, newest last. */
  readonly #edits = new WeakMap<Control, [number, string][]>();
  readonly #forms = new WeakSet<Element>();
  #sent = 0;
  #dragged: string | undefined;

  constructor(
    private readonly send: (id: number, event: ViewEvent) => void,
    private readonly chosen: (select: HTMLSelectElement) => void,
  ) {}

  edited(control: Control): number {
    return this.#edits.get(control)?.at(-1)?.[0] ?? 0;
  }
  heldAt(control: Control, seen: number): string | undefined {
    return this.#edits.get(control)?.findLast(([at]) => at <= seen)?.[1];
  }
  /** Another worker counts from 0. */
  reset(): void {
    this.#sent = 0;
  }

  listen(element: Element, type: string, id: number | null): void {
    const known = this.#ids.get(element) ?? new Map();
    this.#ids.set(element, known);
    const old = known.get(type);
    if (old) {
      element.removeEventListener(type, old.ear);
      known.delete(type);
    }
    if (id === null) return;
    const ear = (event: Event) => this.#heard(element, type, id, event);
    known.set(type, { id, ear });
    element.addEventListener(type, ear);
    if (type === 'submit') this.#submits(element);
  }

  /**
   * A sandbox without forms fires no `submit`: sending a form is a press on its button, Enter in a line of it, or Enter with
   * Ctrl in a longer text.
   */
  #submits(form: Element): void {
    if (this.#forms.has(form)) return;
    this.#forms.add(form);
    const submit = (event: Event) => {
      event.preventDefault();
      const id = this.#ids.get(form)?.get('submit')?.id;
      if (id !== undefined) this.#heard(form, 'submit', id, event);
    };
    form.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('[type="submit"]') : null;
      if (button && !button.hasAttribute('disabled')) submit(event);
    });
    form.addEventListener('keydown', (event) => {
      const { key, isComposing, ctrlKey, metaKey, target } = event as KeyboardEvent;
      if (key !== 'Enter' || isComposing || event.defaultPrevented || !isControl(target)) return;
      if (target.tagName === 'INPUT' || (target.tagName === 'TEXTAREA' && (ctrlKey || metaKey)))
        submit(event);
    });
  }

  /** Dragging is between elements of the frame: `data-drag` says what, `data-drop` where to. */
  dragging(root: Element): void {
    const over = (event: Event): Element | null =>
      this.#dragged !== undefined && event.target instanceof Element
        ? event.target.closest('[data-drop]')
        : null;
    const mark = (at: Element | null) => {
      for (const one of root.querySelectorAll('[data-over]'))
        if (one !== at) one.removeAttribute('data-over');
      at?.setAttribute('data-over', '');
    };
    root.addEventListener('dragstart', (event) => {
      const from = event.target instanceof Element ? event.target.closest('[data-drag]') : null;
      this.#dragged = from?.getAttribute('data-drag') ?? undefined;
      if (this.#dragged !== undefined) (event as DragEvent).dataTransfer?.setData('text/plain', '');
      else event.preventDefault();
    });
    root.addEventListener('dragover', (event) => {
      const at = over(event);
      if (at) event.preventDefault();
      mark(at);
    });
    root.addEventListener('drop', (event) => {
      event.preventDefault();
      mark(null);
    });
    root.addEventListener('dragend', () => {
      this.#dragged = undefined;
      mark(null);
    });
  }

  #heard(element: Element, type: string, id: number, event: Event): void {
    const told: ViewEvent = { type };
    if (event instanceof KeyboardEvent && type === 'keydown') {
      if (event.isComposing || !isWanted(element, event)) return;
      Object.assign(told, {
        key: event.key,
        shift: event.shiftKey,
        ctrl: event.ctrlKey || event.metaKey,
        alt: event.altKey,
      });
    }
    if (type === 'submit') {
      event.preventDefault();
      told.field = fieldsOf(element);
      const bad = [...element.querySelectorAll('input')].filter(isUnread);
      if (bad.length > 0) told.bad = bad.map(ownName);
    }
    if (type === 'drop') told.value = this.#dragged ?? '';
    if (isControl(element) && type !== 'drop') {
      told.value = element.value.slice(0, VALUE_MAX);
      if (element.tagName === 'INPUT') told.checked = (element as HTMLInputElement).checked;
      if (isUnread(element)) told.bad = [ownName(element)];
      const edits = this.#edits.get(element) ?? [];
      this.#edits.set(element, [...edits.slice(-EDITS_MAX), [this.#sent + 1, element.value]]);
      if (element.tagName === 'SELECT') this.chosen(element as HTMLSelectElement);
    }
    this.#sent++;
    this.send(id, told);
  }
}

/** With `data-keys` only those, which then do nothing else; all but Escape only where they were pressed. */
function isWanted(element: Element, event: KeyboardEvent): boolean {
  const keys = element.getAttribute('data-keys');
  if (keys === null) return true;
  if (!keys.split(' ').includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.target !== element && event.key !== 'Escape') return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

/** Such as half a day, or a comma where a point is written: the value is empty, and what is seen is not. */
const isUnread = (control: Control): boolean => control.value === '' && control.validity.badInput;
const ownName = (control: Control): string => control.getAttribute('name')?.slice(NAME_PREFIX.length) ?? '';

/** Of a form, by its elements' own names: never by a property, which a control may have hidden. */
function fieldsOf(form: Element): Record<string, string | boolean> {
  const fields: Record<string, string | boolean> = {};
  for (const control of form.querySelectorAll('input, select, textarea')) {
    const name = control.getAttribute('name');
    if (!isControl(control) || !name?.startsWith(NAME_PREFIX)) continue;
    const box = control.tagName === 'INPUT' ? (control as HTMLInputElement) : undefined;
    if (box?.type === 'radio' && !box.checked) continue;
    fields[name.slice(NAME_PREFIX.length)] =
      box?.type === 'checkbox' ? box.checked : control.value.slice(0, VALUE_MAX);
  }
  return fields;
}
