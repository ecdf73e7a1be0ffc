/** Records as cards in columns. Cards go to another column by drag, by arrow keys and by a choice on the card. */
import type { Json } from '@gesso/sdk';
import { adder, form } from '../form.ts';
import { type Collection, type Field, fieldOf, filledIn, type Rec, type View } from '../model.ts';
import type { Page } from '../page.ts';
import { dot, icon, iconButton, meta, personNode } from '../parts.ts';
import { emptiness, foot, goneNote, nodesOf, query, withOpen } from '../query.ts';
import { type Child, h, type Node } from '../tree.ts';
import { personName, starsOf } from '../values.ts';
import { list } from './lists.ts';
import { editing, leadNode, toolsOf } from './rows.ts';

/** Cards of all columns together, in nodes. */
const NODES_OF_CARDS = 3_000;
const COLUMNS_MAX = 24;

interface Column {
  /** Null for records without. */
  value: string | number | boolean | null;
  label: string;
}

export function board(page: Page, view: View, key: string): Child {
  const { collection } = view;
  const field = fieldOf(collection, view.group) ?? collection.fields.find(({ type }) => type === 'choice');
  if (!field) return list(page, view, key);
  const found = query(page, view, key, [field.name]);
  const columns = columnsOf(page, collection, field, page.records(collection));
  const moves = page.can('move', collection, field.name) && !field.formula;
  const most = Math.max(
    5,
    Math.floor(NODES_OF_CARDS / (nodesOf(collection) + 8 + columns.length * 2) / columns.length),
  );
  const byColumn = new Map<string, Rec[]>(columns.map(({ value }) => [String(value), []]));
  for (const record of withOpen(page, collection, found, key))
    (byColumn.get(String(keyOf(page, collection, field, record))) ?? byColumn.get('null'))?.push(record);
  const go = (record: Rec, to: Column) => {
    if (keyOf(page, collection, field, record) === to.value) return;
    page.edit(collection, record.id, { [field.name]: to.value });
    page.say(page.words.movedTo(page.nameOf(collection, record), to.label));
  };
  const first = newKey(key, columns[0]);
  // By now there may be columns, of others' records.
  const reopen = () => {
    page.set(`${first}:open`, true);
    page.set(`${key}:adding`, String(columns[0]?.value));
  };
  return [
    found.bar,
    emptiness(page, view, found),
    found.total === 0 && adder(page, { key: first, collection, reopen }, true),
    found.total > 0 &&
      h(
        'div',
        { class: 'board', key: 'board', 'data-n': Math.min(columns.length, 6) },
        columns.map((column, at) =>
          h(
            'section',
            {
              class: 'column',
              key: String(column.value),
              'aria-label': column.label,
              ...(moves
                ? {
                    'data-drop': String(column.value),
                    onDrop: (event: { value?: string }) => {
                      const record = found.records.find(({ id }) => id === event.value);
                      if (record) go(record, column);
                    },
                  }
                : {}),
            },
            columnBody(
              page,
              { collection, key, field, columns, column, at, moves, go, most },
              byColumn.get(String(column.value)) ?? [],
            ),
          ),
        ),
      ),
    goneNote(page, collection, key),
    foot(page, view, found),
  ];
}

/** Each column keeps what is begun in it. */
const newKey = (key: string, column: Column | undefined): string => `${key}/new ${column?.value}`;

interface Part {
  collection: Collection;
  key: string;
  field: Field;
  columns: readonly Column[];
  column: Column;
  at: number;
  moves: boolean;
  most: number;
  go(record: Rec, to: Column): void;
}

function columnBody(page: Page, part: Part, records: readonly Rec[]): Child {
  const { collection, key, field, column, most } = part;
  const { words } = page;
  const adding = newKey(key, column);
  const where = page.get<string | undefined>(`${key}:adding`, undefined);
  const isHere = where === String(column.value) && page.can('add', collection);
  const first = filledIn(collection).find(({ name }) => name !== field.name) ?? filledIn(collection)[0];
  const kept = page.get(`${key}:more ${column.value}`, 0);
  // There may be fewer by now.
  const more = kept < records.length ? kept : 0;
  const shown = withOpen(page, collection, { records: records.slice(more, more + most), all: records }, key);
  return [
    h(
      'h2',
      null,
      field.type === 'person' && typeof column.value === 'string'
        ? personNode(page, column.value)
        : h(
            'span',
            { dir: 'auto', class: 'name' },
            column.value !== null && dot(field, column.value),
            column.label,
          ),
      h('span', { class: 'n' }, String(records.length)),
      page.can('add', collection) &&
        iconButton(
          'plus',
          `${words.addOne(collection.title)}: ${column.label}`,
          () => {
            page.set(`${key}:adding`, isHere ? undefined : String(column.value));
            if (first) page.focus(`${adding}.${first.name}`);
          },
          page.focusAt(`${key}:add ${column.value}`),
        ),
    ),
    isHere &&
      form(page, {
        key: adding,
        collection,
        preset: column.value === null ? {} : { [field.name]: column.value },
        stays: filledIn(collection).length <= 3,
        close: () => {
          page.set(`${key}:adding`, undefined);
          page.focus(`${key}:add ${column.value}`);
        },
        added: () => {
          if (filledIn(collection).length > 3) {
            page.set(`${key}:adding`, undefined);
            page.focus(`${key}:add ${column.value}`);
          }
        },
        reopen: () => page.set(`${key}:adding`, String(column.value)),
      }),
    h(
      'ul',
      null,
      shown.map((record) => card(page, part, records, record, records.indexOf(record))),
    ),
    records.length > most &&
      h(
        'button',
        {
          type: 'button',
          class: 'addone',
          onClick: () =>
            page.set(`${key}:more ${column.value}`, more + most >= records.length ? 0 : more + most),
        },
        more + most >= records.length ? words.showAll : words.more(records.length - more - most),
      ),
  ];
}

function card(page: Page, part: Part, column: readonly Rec[], record: Rec, index: number): Node {
  const { collection, key, field, columns, column: here, at, moves, go } = part;
  const { words } = page;
  const open = editing(page, key, collection, record);
  if (open) return h('li', { class: 'card open', key: record.id }, open);
  const name = page.nameOf(collection, record);
  const focus = `${key}#${record.id}`;
  const press = (event: { key?: string }) => {
    const sideways = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const to = columns[at + sideways];
    if (sideways !== 0 && to) go(record, to);
    if (event.key === 'ArrowUp' && index > 0)
      page.move(collection, record.id, before(page, collection, column[index - 1]));
    if (event.key === 'ArrowDown' && column[index + 1])
      page.move(collection, record.id, column[index + 1]?.id ?? null);
    page.focus(focus);
  };
  return h(
    'li',
    {
      class: 'card',
      key: record.id,
      ...(moves
        ? {
            tabindex: 0,
            title: words.cardHint,
            'aria-label': name,
            'aria-roledescription': words.cardHint,
            'data-drag': record.id,
            'data-keys': 'ArrowLeft ArrowRight ArrowUp ArrowDown',
            onKeyDown: press,
            ...page.focusAt(focus),
          }
        : {}),
    },
    h(
      'div',
      { class: 'head' },
      leadNode(page, collection, record),
      toolsOf(page, key, collection, record, moves && columns.length > 1 && mover(page, part, name, record)),
    ),
    // The last column holds what has none of its own.
    meta(page, collection, record, here.value === null ? [] : [field.name]),
  );
}

/** The way by touch, and the one that is read out. */
function mover(page: Page, { columns, at, go, key }: Part, name: string, record: Rec): Node {
  return h(
    'label',
    { class: 'ib move', title: page.words.moveTo },
    icon('move'),
    h(
      'select',
      {
        class: 'moveto',
        'aria-label': page.words.moveOne(name),
        value: String(at),
        onChange: (event: { value?: string }) => {
          const to = columns[Number(event.value)];
          if (to) go(record, to);
          page.focus(`${key}#${record.id}`);
        },
      },
      columns.map((one, i) => h('option', { value: String(i), key: i }, one.label)),
    ),
  );
}

/** Whom a record comes after to stand before this one. */
function before(page: Page, collection: Collection, record: Rec | undefined): string | null {
  const all = page.records(collection);
  return all[all.findIndex(({ id }) => id === record?.id) - 1]?.id ?? null;
}

const keyOf = (page: Page, collection: Collection, field: Field, record: Rec): Json =>
  page.value(collection, field, record) ?? (field.type === 'boolean' ? false : null);

function columnsOf(
  page: Page,
  collection: Collection,
  field: Field,
  records: readonly Rec[],
): readonly Column[] {
  const { words } = page;
  const columns = new Map<string, Column>();
  const put = (value: string | number | boolean, label: string) =>
    columns.set(String(value), { value, label });
  if (field.type === 'boolean') {
    put(false, `${field.label}: ${words.no}`);
    put(true, `${field.label}: ${words.yes}`);
  } else if (field.type === 'rating') for (let n = 1; n <= starsOf(field); n++) put(n, '★'.repeat(n));
  for (const option of field.options ?? []) put(option, option);
  if (field.type === 'person')
    for (const { id, name } of page.store.snapshot.people.slice(0, 8)) put(id, name);
  let isWithout = false;
  let isCut = false;
  for (const record of records) {
    const value = page.value(collection, field, record);
    if (value === undefined) isWithout ||= field.type !== 'boolean';
    else if (columns.has(String(value))) continue;
    else if (columns.size >= COLUMNS_MAX) isCut = true;
    else
      put(value as string, field.type === 'person' ? personName(String(value), page.reading) : String(value));
  }
  const all = [...columns.values()];
  return isWithout || isCut || all.length === 0
    ? [...all, { value: null, label: isCut ? `${words.without}, …` : words.without }]
    : all;
}
