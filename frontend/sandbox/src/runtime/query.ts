/** Search, filters, order and pages of records, for every view that lists them. */
import type { Json } from '@gesso/sdk';
import { type Collection, compare, type Field, fieldOf, isNumeric, type Rec, type View } from './model.ts';
import type { Page } from './page.ts';
import { iconButton } from './parts.ts';
import { type Child, h, type Node } from './tree.ts';
import { numberText, personName, textOf, UNREAD } from './values.ts';

/** Fewer are seen at a glance. */
export const SEARCH_FROM = 6;
/** What a page of records may cost in nodes; the rest of the tree has its room beside it. */
const NODES_OF_PAGE = 3_400;
const PAGE_MAX = 100;
const FILTERS_MAX = 4;

export interface Query {
  /** What matches, in order; all pages. */
  readonly records: readonly Rec[];
  /** Whether it matches or not, in the same order. */
  readonly all: readonly Rec[];
  readonly total: number;
  readonly bar: Child;
  readonly isNarrowed: boolean;
  /** Takes search and filters away. */
  readonly clear: () => void;
}

export const filterable = (field: Field): boolean =>
  ['choice', 'boolean', 'person'].includes(field.type) && !field.formula;

export function query(page: Page, view: View, key: string, but: readonly (string | undefined)[] = []): Query {
  const { collection } = view;
  const { words } = page;
  const sought = page.get(`${key}:search`, '');
  const filters = page.get<Readonly<Record<string, string>>>(`${key}:filters`, {});
  const order = page.get(`${key}:order`, view.order ?? '');
  const all = ordered(page, collection, page.records(collection), order);
  const fields = collection.fields
    .filter((field) => filterable(field) && !but.includes(field.name))
    .slice(0, FILTERS_MAX);

  let records = all.filter((record) =>
    fields.every((field) => {
      const wanted = filters[field.name];
      return !wanted || plainText(page, field, page.value(collection, field, record)) === wanted;
    }),
  );
  const needle = sought.trim().toLocaleLowerCase();
  if (needle)
    records = records.filter((record) =>
      collection.fields.some((field) =>
        page.text(collection, field, record).toLocaleLowerCase().includes(needle),
      ),
    );
  const isNarrowed = needle !== '' || Object.values(filters).some(Boolean);
  const open = page.get(`${key}:filtering`, false);
  const clear = () => {
    page.set(`${key}:search`, undefined);
    page.set(`${key}:filters`, undefined);
    page.set(`${key}:page`, undefined);
  };
  const show = all.length > SEARCH_FROM || isNarrowed;
  const bar = show && [
    h(
      'div',
      { class: 'bar', role: 'search', key: 'bar' },
      h('input', {
        type: 'search',
        class: 'search',
        placeholder: words.search,
        'aria-label': words.search,
        value: sought,
        dir: 'auto',
        'data-keys': sought ? 'Escape' : null,
        onKeyDown: () => page.set(`${key}:search`, undefined),
        onInput: (event: { value?: string }) => {
          page.set(`${key}:page`, undefined);
          page.set(`${key}:search`, event.value ?? '');
        },
      }),
      iconButton('filter', words.filter, () => page.set(`${key}:filtering`, !open), {
        'aria-expanded': open,
        class: `ib${Object.values(filters).some(Boolean) ? ' lit' : ''}`,
      }),
    ),
    open &&
      h(
        'div',
        { class: 'filters', key: 'filters' },
        fields.map((field) => filterSelect(page, field, collection, all, filters, key)),
        orderSelect(page, collection, order, key),
      ),
  ];
  return { records, all, total: all.length, bar, isNarrowed, clear };
}

const plainText = (page: Page, field: Field, value: Json | undefined): string =>
  field.type === 'boolean'
    ? value === true
      ? 'true'
      : 'false'
    : textOf({ ...field, type: 'text' }, value, page.reading);

export function ordered(page: Page, collection: Collection, records: readonly Rec[], order: string): Rec[] {
  const down = order.startsWith('-');
  const field = fieldOf(collection, down ? order.slice(1) : order);
  return field ? [...records].sort(compare(field, collection.fields, down, page.locale)) : [...records];
}

function filterSelect(
  page: Page,
  field: Field,
  collection: Collection,
  all: readonly Rec[],
  filters: Readonly<Record<string, string>>,
  key: string,
): Node {
  const { words } = page;
  const found = new Map<string, string>();
  if (field.type === 'boolean') found.set('true', words.yes).set('false', words.no);
  else {
    for (const option of field.options ?? []) found.set(option, option);
    for (const record of all) {
      const value = page.value(collection, field, record);
      if (value !== undefined) found.set(String(value), textOf(field, value, page.reading));
    }
  }
  return h(
    'select',
    {
      key: field.name,
      'aria-label': field.label,
      value: filters[field.name] ?? '',
      onChange: (event: { value?: string }) => {
        page.set(`${key}:page`, undefined);
        page.set(`${key}:filters`, { ...filters, [field.name]: event.value ?? '' });
      },
    },
    h('option', { value: '', key: '' }, words.all(field.label)),
    [...found]
      .slice(0, 100)
      .map(([value, text]) =>
        h('option', { value, key: value }, field.type === 'boolean' ? `${field.label}: ${text}` : text),
      ),
  );
}

function orderSelect(page: Page, collection: Collection, order: string, key: string): Node {
  const { words } = page;
  return h(
    'select',
    {
      key: ' order',
      'aria-label': words.sortBy,
      value: order,
      onChange: (event: { value?: string }) => page.set(`${key}:order`, event.value ?? ''),
    },
    h('option', { value: '', key: '' }, `${words.sortBy}: ${words.asMade}`),
    collection.fields.flatMap(({ name, label }) => [
      h('option', { value: name, key: name }, label),
      h('option', { value: `-${name}`, key: `-${name}` }, words.down(label)),
    ]),
  );
}

/**
 * Of all records these, and the one that is being changed, whatever became of it: a form does not go away under somebody's
 * hands.
 */
export function withOpen(
  page: Page,
  collection: Collection,
  { records, all }: Pick<Query, 'records' | 'all'>,
  key: string,
): readonly Rec[] {
  const open = page.get(`${key}:editing`, '');
  if (!open || !page.can('edit', collection) || records.some(({ id }) => id === open)) return records;
  const ids = new Set(records.map(({ id }) => id)).add(open);
  return all.filter(({ id }) => ids.has(id));
}

/** Somebody removed what is being changed here: says so, with what was written, which can be read and copied still. */
export function goneNote(page: Page, collection: Collection, key: string): Child {
  const { words } = page;
  const open = page.get(`${key}:editing`, '');
  if (!open || !page.can('edit', collection) || page.records(collection).some(({ id }) => id === open))
    return null;
  const form = `${key}/${open}:form`;
  const { draft } = page.get<{ draft: Readonly<Record<string, unknown>> }>(form, { draft: {} });
  return h(
    'div',
    { class: 'empty small', key: 'gone', role: 'alert' },
    h('p', null, words.reasons['not-found']),
    collection.fields.map(({ name, label, type }) => {
      const text = draft[name];
      if (typeof text !== 'string' || text === UNREAD || !text.trim()) return null;
      const written = type === 'person' ? personName(text, page.reading) : text;
      return h('p', { key: name, dir: 'auto' }, `${label}: ${written}`);
    }),
    h(
      'button',
      {
        type: 'button',
        class: 'btn',
        onClick: () => {
          page.set(form, undefined);
          page.set(`${key}:editing`, undefined);
        },
      },
      words.close,
    ),
  );
}

/** What fits on the screen of these, and the way to the others. `nodes`: of one record. */
export function paged(
  page: Page,
  collection: Collection,
  found: Pick<Query, 'records' | 'all'>,
  key: string,
  nodes: number,
): { shown: readonly Rec[]; pager: Child } {
  const { records, all } = found;
  const size = Math.max(10, Math.min(PAGE_MAX, Math.floor(NODES_OF_PAGE / nodes)));
  const last = Math.max(0, Math.ceil(records.length / size) - 1);
  const at = Math.min(page.get(`${key}:page`, 0), last);
  const { words } = page;
  return {
    shown: withOpen(page, collection, { records: records.slice(at * size, (at + 1) * size), all }, key),
    pager: [
      goneNote(page, collection, key),
      last > 0 &&
        h(
          'div',
          { class: 'pager', key: 'pager' },
          iconButton('left', words.before, () => page.set(`${key}:page`, at - 1), {
            disabled: at === 0 || null,
          }),
          h(
            'span',
            { role: 'status' },
            words.range(at * size + 1, Math.min(records.length, (at + 1) * size), records.length),
          ),
          iconButton('right', words.after, () => page.set(`${key}:page`, at + 1), {
            disabled: at === last || null,
          }),
        ),
    ],
  };
}

export const nodesOf = (collection: Collection): number => 14 + collection.fields.length * 9;

/** What is worth adding up: measured numbers, times, results; stars are averaged. */
export function totalOf(
  page: Page,
  collection: Collection,
  field: Field,
  records: readonly Rec[],
): string | undefined {
  if (!isNumeric(field) || (field.type === 'number' && !field.unit && !field.formula)) return undefined;
  const values = records.flatMap((record) => {
    const value = page.value(collection, field, record);
    return typeof value === 'number' ? [value] : [];
  });
  if (values.length === 0) return undefined;
  const sum = values.reduce((a, b) => a + b, 0);
  return field.type === 'rating'
    ? `★ ${numberText(sum / values.length, page.locale)}`
    : textOf(field, Math.round(sum * 1e6) / 1e6, page.reading);
}

/** How many, and what they come to. */
export function foot(page: Page, { collection }: View, { records, total }: Query, sums = true): Child {
  if (total === 0) return null;
  const { words } = page;
  return h(
    'div',
    { class: 'foot', key: 'foot' },
    h('span', null, records.length === total ? words.count(total) : words.countOf(records.length, total)),
    sums &&
      collection.fields.map((field) => {
        const of = totalOf(page, collection, field, records);
        return (
          of !== undefined &&
          h(
            'span',
            { key: field.name, title: field.type === 'rating' ? words.average : words.total },
            `${field.label} `,
            h('b', null, of),
          )
        );
      }),
  );
}

/** Nothing yet, and what to do about it; or nothing that matches. */
export function emptiness(page: Page, view: View, found: Query): Child {
  if (found.records.length > 0) return null;
  const { words } = page;
  if (found.isNarrowed)
    return h(
      'div',
      { class: 'empty small', key: 'empty' },
      h('p', null, words.noMatch),
      h('button', { type: 'button', class: 'btn', onClick: found.clear }, words.showAll),
    );
  return emptyNote(page, view.collection);
}
export function emptyNote(page: Page, collection: Collection): Node {
  const { words } = page;
  const may = page.can('add', collection);
  return h(
    'div',
    { class: 'empty', key: 'empty' },
    h('span', { class: 'sheet', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
    h('p', { class: 'strong' }, words.nothing(collection.title.toLocaleLowerCase())),
    h('p', null, may ? words.first(collection.title.toLocaleLowerCase()) : words.nothingReadOnly),
  );
}
