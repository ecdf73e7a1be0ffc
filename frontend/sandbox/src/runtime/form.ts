/** The form of a record: controls that fit the fields, and what is wrong beside them. */
import type { JsonObject } from '@gesso/sdk';
import type { ViewEvent } from '../wire.ts';
import { control, entry, typed } from './controls.ts';
import { type Collection, type Field, filledIn, leadOf, type Rec, valueIn } from './model.ts';
import { errorsOf, type Page } from './page.ts';
import { button, icon } from './parts.ts';
import { type Child, h, type Node } from './tree.ts';
import { draftOf, readDraft, UNREAD } from './values.ts';

export type Draft = Readonly<Record<string, string | boolean>>;
/** Fields of a form that stays open after adding. */
const STAYS_MAX = 3;
interface Form {
  draft: Draft;
  errors: Readonly<Record<string, string>>;
  /** Checked at each key from the first attempt on. */
  tried: boolean;
}
const BLANK: Form = { draft: {}, errors: {}, tried: false };

export interface FormOptions {
  key: string;
  collection: Collection;
  /** What is changed; without it one is added. */
  record?: Rec;
  /** What a new one begins with. */
  preset?: JsonObject;
  submit?: string;
  /** Done or given up; without it the form stays open. */
  close?: () => void;
  /** Fields that the view sets by itself. */
  hide?: readonly string[];
  added?: (id: string) => void;
  /** Shows the form again when the one that was added is refused, where that is not by `:open`. */
  reopen?: () => void;
  /** Always there, so it waits for the next one. */
  stays?: boolean;
}

const formOf = (page: Page, { key }: FormOptions): Form => page.get(`${key}:form`, BLANK);

export function checked(
  page: Page,
  collection: Collection,
  draft: Draft,
  start: (field: Field) => string | boolean,
): { values: JsonObject; errors: Record<string, string> } {
  const values: JsonObject = {};
  const errors: Record<string, string> = {};
  for (const field of filledIn(collection)) {
    const read = readDraft(field, draft[field.name] ?? start(field), page.words);
    if (!read.ok) errors[field.name] = read.message;
    else if (read.value !== undefined) values[field.name] = read.value;
  }
  return { values, errors };
}

const startOf =
  ({ record, preset, collection }: FormOptions) =>
  (field: Field) =>
    draftOf(field, record ? valueIn(field, record, collection.fields) : preset?.[field.name]);

/** As it is sent: a day that is half written makes no event before. */
function sent(page: Page, options: FormOptions, bad: readonly string[]): Form {
  const form = formOf(page, options);
  const draft = { ...form.draft };
  for (const { name } of filledIn(options.collection))
    if (bad.includes(name)) draft[name] = UNREAD;
    else if (draft[name] === UNREAD) draft[name] = '';
  return { ...form, draft };
}

function submit(page: Page, options: FormOptions, { bad = [] }: ViewEvent): void {
  const { key, collection, record, close, added, reopen } = options;
  const form = sent(page, options, bad);
  const { values, errors } = checked(page, collection, form.draft, startOf(options));
  const [wrong] = filledIn(collection).filter(({ name }) => name in errors);
  if (wrong) {
    page.set(`${key}:form`, { ...form, errors, tried: true });
    page.focus(`${key}.${wrong.name}`);
    return;
  }
  /** What the server refuses comes back into the form, with its reason where it belongs. */
  const back = (open: string) => (why: Parameters<typeof errorsOf>[1]) => {
    const now = page.get<Form>(`${key}:form`, BLANK);
    if (Object.keys(now.draft).length > 0) return; // something else is being written by now
    page.set(`${key}:form`, { draft: form.draft, errors: errorsOf(collection, why), tried: false });
    if (record) page.set(open, record.id);
    else if (reopen) reopen();
    else page.set(`${key}:open`, true);
  };
  if (record) {
    const patch: JsonObject = {};
    for (const field of filledIn(collection)) {
      const before = valueIn(field, record, collection.fields);
      const after = values[field.name];
      // Unticked and never ticked are the same.
      if (field.type === 'boolean' ? (before ?? false) !== after : before !== after)
        patch[field.name] = after ?? null;
    }
    const open = key.slice(0, key.lastIndexOf('/'));
    if (Object.keys(patch).length > 0) page.edit(collection, record.id, patch, back(`${open}:editing`));
    page.set(`${key}:form`, undefined);
    close?.();
    return;
  }
  for (const field of filledIn(collection))
    if (field.type === 'boolean' && values[field.name] === false) delete values[field.name];
  const id = page.add(collection, values, back(''));
  page.set(`${key}:form`, undefined);
  const [first] = filledIn(collection);
  // A short form waits for the next one; a long one makes room for what was added.
  const stays = options.stays || filledIn(collection).length <= STAYS_MAX;
  page.set(`${key}:open`, stays);
  page.focus(stays && first ? `${key}.${first.name}` : `${key}:add`);
  added?.(id);
}

function write(page: Page, options: FormOptions, field: Field, value: string | boolean): void {
  const form = formOf(page, options);
  const draft = { ...form.draft, [field.name]: value };
  const errors = { ...form.errors };
  delete errors[field.name];
  if (form.tried) {
    const read = readDraft(field, value, page.words);
    if (!read.ok) errors[field.name] = read.message;
  }
  page.set(`${options.key}:form`, { ...form, draft, errors });
}

export function form(page: Page, options: FormOptions): Node {
  const { key, collection, record, close } = options;
  const { words } = page;
  const give = () => {
    page.set(`${key}:form`, undefined);
    close?.();
  };
  return h(
    'form',
    {
      class: 'form',
      key,
      'aria-label': record ? words.editOne(page.nameOf(collection, record)) : words.addOne(collection.title),
      onSubmit: (event: ViewEvent) => submit(page, options, event),
      ...(close ? { 'data-keys': 'Escape', onKeyDown: give } : {}),
    },
    h('div', { class: 'fields' }, fieldControls(page, options)),
    h(
      'div',
      { class: 'ends' },
      h('button', { type: 'submit', class: 'btn main' }, options.submit ?? (record ? words.save : words.add)),
      close && button(words.cancel, give),
    ),
  );
}

export function fieldControls(page: Page, options: FormOptions): Child {
  const { draft, errors } = formOf(page, options);
  const start = startOf(options);
  const shown = filledIn(options.collection).filter(({ name }) => !options.hide?.includes(name));
  return shown.map((field) =>
    control(page, field, {
      value: draft[field.name] ?? start(field),
      error: errors[field.name],
      focus: `${options.key}.${field.name}`,
      wide: field === leadOf(options.collection) || field.type === 'longtext',
      write: (value) => write(page, options, field, value),
    }),
  );
}

/** One line and a button, for records of one short field. */
export function isOneLine(collection: Collection): boolean {
  const fields = filledIn(collection).filter(({ type }) => type !== 'boolean');
  return fields.length === 1 && ['text', 'number', 'url', 'email'].includes(fields[0]?.type ?? '');
}

/** The way to a new record: one line, or a button that opens the form; the form at once while there is nothing. */
export function adder(page: Page, options: FormOptions, empty: boolean): Child {
  const { key, collection } = options;
  const { words } = page;
  if (!page.can('add', collection)) return null;
  const what = words.addOne(collection.title);
  if (isOneLine(collection)) {
    const field = filledIn(collection).find(({ type }) => type !== 'boolean') as Field;
    const { draft, errors } = formOf(page, options);
    const error = errors[field.name];
    const value = String(draft[field.name] ?? startOf(options)(field));
    return h(
      'form',
      {
        class: `line${error ? ' wrong' : ''}`,
        key,
        'aria-label': what,
        onSubmit: (event: ViewEvent) => submit(page, options, event),
      },
      entry(page, field, value, {
        name: field.name,
        'aria-label': field.label,
        placeholder: `${what}…`,
        'aria-invalid': error ? true : null,
        dir: 'auto',
        enterkeyhint: 'done',
        onInput: (event: ViewEvent) => write(page, options, field, typed(event)),
        ...page.focusAt(`${key}.${field.name}`),
      }),
      h(
        'button',
        { type: 'submit', class: 'ib main', 'aria-label': words.add, title: words.add },
        icon('plus'),
      ),
      error && h('span', { class: 'err', role: 'alert' }, error),
    );
  }
  const open = page.get(`${key}:open`, empty);
  const first = filledIn(collection)[0];
  if (open)
    return form(page, {
      ...options,
      ...(empty
        ? {}
        : {
            close: () => {
              page.set(`${key}:open`, false);
              page.focus(`${key}:add`);
            },
          }),
    });
  return h(
    'button',
    {
      type: 'button',
      class: 'addone',
      key: `${key}+`,
      onClick: () => {
        page.set(`${key}:open`, true);
        if (first) page.focus(`${key}.${first.name}`);
      },
      ...page.focusAt(`${key}:add`),
    },
    icon('plus'),
    what,
  );
}
