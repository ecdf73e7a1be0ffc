/** Numbers that go up and down: one large, or several side by side. */
import { adder } from '../form.ts';
import { type Field, fieldOf, filledIn, isNumeric, leadOf, type Rec, type View } from '../model.ts';
import type { Page } from '../page.ts';
import { iconButton, meta, tooFar } from '../parts.ts';
import { emptiness, foot, paged, query } from '../query.ts';
import { type Child, h, type Node } from '../tree.ts';
import { textOf } from '../values.ts';
import { list } from './lists.ts';
import { editing, leadNode, toolsOf } from './rows.ts';

const SINGLE = 'counter';

export function counter(page: Page, view: View, key: string): Child {
  const { collection } = view;
  const field = fieldOf(collection, view.value) ?? collection.fields.find(isNumeric);
  if (!field) return list(page, view, key);
  const found = query(page, view, key);
  const alone = filledIn(collection).length === 1;
  if (alone && found.total === 0) return h('div', { class: 'counters one' }, blank(page, view, field));
  const { shown, pager } = paged(page, collection, found, key, 40 + collection.fields.length * 9);
  return [
    found.bar,
    emptiness(page, view, found),
    !alone &&
      adder(
        page,
        { key: `${key}/new`, collection, preset: { [field.name]: Math.max(0, field.min ?? 0) } },
        found.total === 0,
      ),
    shown.length > 0 &&
      h(
        'ul',
        { class: `counters${found.total === 1 ? ' one' : ''}`, key: 'counters' },
        shown.map((record) => {
          const open = editing(page, key, collection, record);
          if (open) return h('li', { class: 'card open', key: record.id }, open);
          return h(
            'li',
            { class: 'card counter', key: record.id },
            !alone &&
              h(
                'div',
                { class: 'head' },
                leadOf(collection) === field ? h('span') : leadNode(page, collection, record),
                toolsOf(page, key, collection, record),
              ),
            dial(page, view, field, record),
            meta(page, collection, record, [field.name]),
          );
        }),
      ),
    pager,
    found.total > 1 && foot(page, view, found),
  ];
}

function dial(page: Page, { collection }: View, field: Field, record: Rec): Node {
  const value = Number(page.value(collection, field, record) ?? 0);
  const may = page.editable && (page.can('step', collection, field.name) || page.can('edit', collection));
  const what =
    page.nameOf(collection, record) === collection.title ? field.label : page.nameOf(collection, record);
  return big(
    page,
    field,
    value,
    what,
    may && ((by) => page.step(collection, record.id, field.name, by)),
    () => page.edit(collection, record.id, { [field.name]: Math.max(0, field.min ?? 0) }),
  );
}

function big(
  page: Page,
  field: Field,
  value: number,
  what: string,
  step: false | ((by: number) => void),
  reset: () => void,
): Node {
  const { words } = page;
  const least = Math.max(0, field.min ?? 0);
  return h(
    'div',
    { class: 'dial' },
    step &&
      iconButton('minus', words.minus(what), () => step(-1), {
        disabled: tooFar(field, value - 1) || null,
        class: 'ib round',
      }),
    h(
      'div',
      { class: 'big', role: 'status', 'aria-label': what },
      h(
        'span',
        { class: `num l${Math.min(7, String(value).length)}` },
        textOf({ ...field, unit: '' }, value, page.reading),
      ),
      h('span', { class: 'unit', dir: 'auto' }, field.unit ?? ''),
    ),
    step &&
      iconButton('plus', words.plus(what), () => step(1), {
        disabled: tooFar(field, value + 1) || null,
        class: 'ib round main',
      }),
    step && value !== least && iconButton('reset', words.reset, reset, { class: 'ib again' }),
  );
}

/** Nothing counted yet: the first press makes the record. */
function blank(page: Page, { collection }: View, field: Field): Node {
  const start = Math.max(0, field.min ?? 0);
  const may = page.can('step', collection, field.name) || page.can('add', collection);
  return h(
    'div',
    { class: 'card counter' },
    big(
      page,
      field,
      start,
      field.label,
      may &&
        ((by) => {
          const { done } = page.store.command('records.add', {
            collection: collection.name,
            id: SINGLE,
            values: { [field.name]: start + by },
          });
          // Somebody else was first: theirs is the one that counts.
          done.catch(() => page.step(collection, SINGLE, field.name, by));
        }),
      () => {},
    ),
  );
}
