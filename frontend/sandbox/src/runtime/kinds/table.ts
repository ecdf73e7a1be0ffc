/** Records as a table: sorted by a press on a heading, with totals. */
import { adder } from '../form.ts';
import { isNumeric, leadOf, type View } from '../model.ts';
import type { Page } from '../page.ts';
import { hidden, icon, liveValue, pendingDot } from '../parts.ts';
import { emptiness, foot, paged, query, totalOf } from '../query.ts';
import { type Child, h } from '../tree.ts';
import { editing, toolsOf } from './rows.ts';

export function table(page: Page, view: View, key: string): Child {
  const { collection } = view;
  const { fields } = collection;
  const { words } = page;
  const found = query(page, view, key);
  const { shown, pager } = paged(page, collection, found, key, 6 + fields.length * 9);
  const order = page.get(`${key}:order`, view.order ?? '');
  const lead = leadOf(collection);
  const acts = page.can('edit', collection) || page.can('remove', collection);
  const totals = fields.map((field) => totalOf(page, collection, field, found.records));
  const side = (index: number) => {
    const field = fields[index];
    return field && isNumeric(field) && field.type !== 'rating' ? 'n' : null;
  };
  return [
    found.bar,
    emptiness(page, view, found),
    adder(page, { key: `${key}/new`, collection }, found.total === 0),
    shown.length > 0 &&
      h(
        'div',
        { class: 'scroll', key: 'table', tabindex: 0, role: 'region', 'aria-label': view.title },
        h(
          'table',
          null,
          h(
            'thead',
            null,
            h(
              'tr',
              null,
              fields.map((field, i) => {
                const by =
                  order === field.name ? 'ascending' : order === `-${field.name}` ? 'descending' : undefined;
                return h(
                  'th',
                  { key: field.name, scope: 'col', class: side(i), 'aria-sort': by ?? 'none' },
                  h(
                    'button',
                    {
                      type: 'button',
                      onClick: () =>
                        page.set(
                          `${key}:order`,
                          by === 'ascending' ? `-${field.name}` : by === 'descending' ? '' : field.name,
                        ),
                    },
                    h('span', { dir: 'auto' }, field.label),
                    by && icon(by === 'ascending' ? 'up' : 'down'),
                    by && hidden(by === 'ascending' ? words.ascending : words.descending),
                  ),
                );
              }),
              acts && h('td', { key: ' acts' }),
            ),
          ),
          h(
            'tbody',
            null,
            shown.map((record) => {
              const open = editing(page, key, collection, record);
              if (open)
                return h(
                  'tr',
                  { key: record.id, class: 'open' },
                  h('td', { colspan: fields.length + 1 }, open),
                );
              return h(
                'tr',
                { key: record.id },
                fields.map((field, i) =>
                  h(
                    field === lead ? 'th' : 'td',
                    { key: field.name, class: side(i), ...(field === lead ? { scope: 'row' } : {}) },
                    liveValue(page, collection, field, record),
                    field === lead && pendingDot(page, collection, record),
                  ),
                ),
                acts && h('td', { class: 'acts', key: ' acts' }, toolsOf(page, key, collection, record)),
              );
            }),
          ),
          totals.some((one) => one !== undefined) &&
            h(
              'tfoot',
              null,
              h(
                'tr',
                null,
                fields.map((field, i) =>
                  h('td', { key: field.name, class: side(i) }, totals[i] ?? (i === 0 ? words.total : null)),
                ),
                acts && h('td', { key: ' acts' }),
              ),
            ),
        ),
      ),
    pager,
    foot(page, view, found, false),
  ];
}
