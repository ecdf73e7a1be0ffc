/** List, checklist, form and notes: records one after the other. */
import { adder, form } from '../form.ts';
import { fieldOf, leadOf, type Rec, type View } from '../model.ts';
import type { Page } from '../page.ts';
import { button, hidden, meta } from '../parts.ts';
import { emptiness, foot, nodesOf, paged, query } from '../query.ts';
import { type Child, h } from '../tree.ts';
import { editing, leadNode, row, toolsOf } from './rows.ts';

export function list(page: Page, view: View, key: string): Child {
  const { collection } = view;
  const found = query(page, view, key);
  const { shown, pager } = paged(page, collection, found, key, nodesOf(collection));
  return [
    found.bar,
    emptiness(page, view, found),
    adder(page, { key: `${key}/new`, collection }, found.total === 0),
    shown.length > 0 &&
      h(
        'ul',
        { class: 'rows', key: 'rows' },
        shown.map((record) => row(page, key, collection, record)),
      ),
    pager,
    foot(page, view, found),
  ];
}

export function checklist(page: Page, view: View, key: string): Child {
  const { collection } = view;
  const { words } = page;
  const field = fieldOf(collection, view.done) ?? collection.fields.find(({ type }) => type === 'boolean');
  if (!field) return list(page, view, key);
  const isDone = (record: Rec) => page.value(collection, field, record) === true;
  const all = page.records(collection);
  const done = all.filter(isDone);
  const only = page.get(`${key}:only`, 'all');
  const found = query(page, view, key, [field.name]);
  const records = found.records.filter((record) => only === 'all' || (only === 'done') === isDone(record));
  const { shown, pager } = paged(page, collection, { ...found, records }, key, nodesOf(collection));
  const may = page.can('toggle', collection, field.name);
  const percent = all.length === 0 ? 0 : Math.round((done.length / all.length) * 100);
  return [
    all.length > 0 &&
      h(
        'div',
        { class: 'progress', key: 'progress' },
        h('span', null, done.length === all.length ? words.allDone : words.done(done.length, all.length)),
        h('span', {
          class: `track${percent === 100 ? ' full' : ''}`,
          role: 'progressbar',
          'aria-label': field.label,
          'aria-valuenow': percent,
          'aria-valuemin': 0,
          'aria-valuemax': 100,
          'data-v': percent,
        }),
      ),
    found.bar,
    emptiness(page, view, found),
    adder(page, { key: `${key}/new`, collection, hide: [field.name] }, found.total === 0),
    found.records.length > 0 && records.length === 0 && h('p', { class: 'hint', key: 'none' }, words.noMatch),
    shown.length > 0 &&
      h(
        'ul',
        { class: 'rows checks', key: 'rows' },
        shown.map((record) =>
          row(page, key, collection, record, {
            className: `row${isDone(record) ? ' done' : ''}`,
            but: [field.name],
            before: h('input', {
              type: 'checkbox',
              class: 'tickbox',
              checked: isDone(record),
              disabled: !may || null,
              'aria-label': `${field.label}: ${page.nameOf(collection, record)}`,
              onChange: () => page.toggle(collection, record, field),
            }),
          }),
        ),
      ),
    pager,
    all.length > 0 &&
      h(
        'div',
        { class: 'foot', key: 'foot' },
        h(
          'span',
          { class: 'seg', role: 'group', 'aria-label': words.filter },
          (['all', 'open', 'done'] as const).map((one) =>
            h(
              'button',
              {
                type: 'button',
                key: one,
                'aria-pressed': only === one,
                onClick: () => {
                  page.set(`${key}:page`, undefined);
                  page.set(`${key}:only`, one);
                },
              },
              { all: words.everything, open: words.open, done: words.doneOnes }[one],
            ),
          ),
        ),
        done.length > 0 &&
          page.can('remove', collection) &&
          button(words.clearDone, () => page.remove(collection, done), { class: 'link' }),
      ),
  ];
}

export function formView(page: Page, view: View, key: string): Child {
  const { collection } = view;
  const { words } = page;
  const found = query(page, view, key);
  const { shown, pager } = paged(page, collection, found, key, nodesOf(collection));
  const may = page.can('add', collection);
  return [
    may &&
      form(page, {
        key: `${key}/new`,
        collection,
        submit: words.send,
        stays: true,
        added: () => page.show({ text: words.sent }),
      }),
    found.total > 0
      ? h(
          'section',
          { class: 'sent', key: 'sent' },
          h('h2', null, words.entries(found.total)),
          found.bar,
          emptiness(page, view, found),
          h(
            'ul',
            { class: 'rows', key: 'rows' },
            shown.map((record) => row(page, key, collection, record)),
          ),
          pager,
          foot(page, view, found),
        )
      : [!may && emptiness(page, view, found), pager],
  ];
}

export function notes(page: Page, view: View, key: string): Child {
  const { collection } = view;
  const found = query(page, view, key);
  const { shown, pager } = paged(page, collection, found, key, nodesOf(collection));
  const lead = leadOf(collection);
  return [
    found.bar,
    emptiness(page, view, found),
    adder(page, { key: `${key}/new`, collection }, found.total === 0),
    shown.length > 0 &&
      h(
        'ul',
        { class: 'cards', key: 'cards' },
        shown.map((record) => {
          const open = editing(page, key, collection, record);
          if (open) return h('li', { class: 'card open', key: record.id }, open);
          return h(
            'li',
            { class: 'card note', key: record.id },
            h(
              'div',
              { class: 'head' },
              leadNode(page, collection, record),
              toolsOf(page, key, collection, record),
            ),
            lead.type === 'longtext' && hidden(lead.label),
            meta(page, collection, record),
          );
        }),
      ),
    pager,
    foot(page, view, found),
  ];
}
