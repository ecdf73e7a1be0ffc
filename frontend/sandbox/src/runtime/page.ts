/** What every view works with: records, what may be done with them, and what this person has open. */
import type { Json, JsonObject } from '@gesso/sdk';
import {
  type Action,
  type Collection,
  type Doing,
  type Field,
  fieldOf,
  isNumeric,
  leadOf,
  type Rec,
  valueIn,
} from './model.ts';
import { Refused, type Sent, type Store } from './store.ts';
import { localDay, type Reading, textOf } from './values.ts';
import { type Words, wordsOf } from './words.ts';

export interface Toast {
  readonly text: string;
  readonly bad?: boolean;
  readonly undo?: () => void;
}
/** How long a message stays that can be acted on. */
const TOAST_MS = 8_000;
const NAME_MAX = 60;

export class Page {
  readonly #ui = new Map<string, unknown>();
  #focus: string | undefined;
  #focused = 0;
  #toasts = 0;
  toast: Toast | undefined;
  said = '';

  constructor(
    readonly store: Store,
    readonly actions: readonly Action[] | undefined,
    readonly redraw: () => void,
    readonly now: () => number,
    readonly fresh: () => string,
  ) {}

  get words(): Words {
    return wordsOf(this.store.snapshot.locale);
  }
  get locale(): string {
    return this.store.snapshot.locale;
  }
  get reading(): Reading {
    return {
      locale: this.locale,
      words: this.words,
      people: this.store.snapshot.people,
      today: localDay(new Date(this.now())),
    };
  }
  get editable(): boolean {
    return !this.store.snapshot.readOnly;
  }

  // What this person has open; on this screen only.
  get<T>(key: string, initial: T): T {
    return this.#ui.has(key) ? (this.#ui.get(key) as T) : initial;
  }
  set(key: string, value: unknown): void {
    if (value === undefined) this.#ui.delete(key);
    else this.#ui.set(key, value);
    this.redraw();
  }
  /** The control of this name gets the focus with the next drawing. */
  focus(key: string): void {
    this.#focus = key;
    this.#focused++;
    this.redraw();
  }
  focusAt(key: string): { 'data-focus'?: number } {
    return this.#focus === key ? { 'data-focus': this.#focused } : {};
  }
  /** Drawn: what was to be focused was. */
  drawn(): void {
    this.#focus = undefined;
  }

  /**
   * Whether people may do this. Without a list of actions they add, change and remove; a list that names none of these for a
   * collection says only what can be done besides.
   */
  can(doing: Doing, collection: Collection, field?: string): boolean {
    if (!this.editable) return false;
    const own = this.actions?.filter((one) => one.collection.name === collection.name) ?? [];
    if (
      own.some(
        (one) =>
          one.doing === doing && (one.field === undefined || field === undefined || one.field === field),
      )
    )
      return true;
    if (doing === 'toggle' || doing === 'move') return this.can('edit', collection);
    if (doing === 'step' || doing === 'vote') return false;
    return !own.some((one) => one.doing === 'add' || one.doing === 'edit' || one.doing === 'remove');
  }

  records(collection: Collection): readonly Rec[] {
    return this.store.records(collection.name);
  }
  value(collection: Collection, field: Field | undefined, record: Rec): Json | undefined {
    return field && valueIn(field, record, collection.fields);
  }
  text(collection: Collection, field: Field, record: Rec): string {
    return textOf(field, this.value(collection, field, record), this.reading);
  }
  /** How a record is spoken of. */
  nameOf(collection: Collection, record: Rec): string {
    const lead = leadOf(collection);
    // A number is no name.
    const text =
      (!isNumeric(lead) && lead.type !== 'boolean' && this.text(collection, lead, record).trim()) ||
      collection.title;
    return text.length > NAME_MAX ? `${text.slice(0, NAME_MAX - 1)}…` : text;
  }

  add(collection: Collection, values: JsonObject, refused?: (why: Refused) => void): string {
    const id = this.fresh();
    this.#watch(this.store.command('records.add', { collection: collection.name, id, values }), refused);
    return id;
  }
  edit(collection: Collection, id: string, values: JsonObject, refused?: (why: Refused) => void): void {
    this.#watch(this.store.command('records.edit', { collection: collection.name, id, values }), refused);
  }
  toggle(collection: Collection, record: Rec, field: Field): void {
    this.edit(collection, record.id, { [field.name]: this.value(collection, field, record) !== true });
  }
  step(collection: Collection, id: string, field: string, by: number): void {
    this.#watch(this.store.command('records.step', { collection: collection.name, id, field, by }));
  }
  move(collection: Collection, id: string, after: string | null): void {
    this.#watch(this.store.command('records.move', { collection: collection.name, id, after }));
  }
  vote(collection: Collection, id: string): void {
    this.#watch(this.store.command('records.vote', { collection: collection.name, id }));
  }
  unvote(collection: Collection): void {
    this.#watch(this.store.command('records.unvote', { collection: collection.name }));
  }
  setState(patch: JsonObject): void {
    this.#watch(this.store.setState(patch));
  }
  remove(collection: Collection, records: readonly Rec[]): void {
    const sent = records.map(({ id }) =>
      this.store.command('records.remove', { collection: collection.name, id }),
    );
    for (const one of sent) this.#watch(one);
    const [only] = records;
    const words = this.words;
    this.show({
      text:
        records.length === 1 && only
          ? words.removed(this.nameOf(collection, only))
          : words.removedMany(records.length),
      undo: () => {
        for (const { n } of sent.reverse()) {
          const back = this.store.takeBack(n);
          if (back) this.#watch(back);
        }
        this.show(undefined);
      },
    });
  }

  #watch({ done }: Sent, refused?: (why: Refused) => void): void {
    done.catch((error: unknown) => {
      const reason = error instanceof Refused ? error : new Refused('', String(error), []);
      const why = this.#reasonOf(reason);
      this.show({ text: why ? this.words.refused(why) : this.words.notSaved, bad: true });
      refused?.(reason);
    });
  }

  /** The server's own words are English; what is common is said in the reader's. */
  #reasonOf({ code, detail }: Refused): string {
    const { reasons } = this.words;
    return Object.hasOwn(reasons, code) ? reasons[code as keyof typeof reasons] : detail;
  }

  show(toast: Toast | undefined): void {
    this.toast = toast;
    const mine = ++this.#toasts;
    this.redraw();
    if (toast && !toast.bad && typeof setTimeout === 'function')
      setTimeout(() => {
        if (mine === this.#toasts) this.show(undefined);
      }, TOAST_MS);
  }
  /** For who does not see it. */
  say(text: string): void {
    this.said = text;
    this.redraw();
  }
}

/** Where a refusal belongs: the server names the field, or begins its words with the field's name or label. */
export function errorsOf(collection: Collection, why: Refused): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { field, message } of why.errors) {
    const name = field.replace(/^values\./, '');
    if (fieldOf(collection, name)) errors[name] = message;
  }
  if (Object.keys(errors).length > 0) return errors;
  for (const { name, label } of collection.fields)
    for (const start of [label, name, `values.${name}`])
      if (
        why.detail.toLowerCase().startsWith(start.toLowerCase()) &&
        /^[\s:]/.test(why.detail.slice(start.length))
      ) {
        errors[name] =
          why.detail.slice(start.length + 1).trim() && /^:/.test(why.detail.slice(start.length))
            ? why.detail.slice(start.length + 1).trim()
            : why.detail;
        return errors;
      }
  return errors;
}
