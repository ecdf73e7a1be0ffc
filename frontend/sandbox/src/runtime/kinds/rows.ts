/** One record as a row or a card; its form in its place while it is changed. */

import { form } from '../form.ts';
import { type Collection, leadOf, type Rec } from '../model.ts';
import type { Page } from '../page.ts';
import { liveValue, meta, pendingDot, tools, valueNode } from '../parts.ts';
import { type Child, h, type Node } from '../tree.ts';

/** `key` is the view's; one record of a view is changed at a time. */
export function editing(page: Page, key: string, collection: Collection, record: Rec): Node | undefined {
  if (page.get(`${key}:editing`, '') !== record.id || !page.can('edit', collection)) return undefined;
  return form(page, {
    key: `${key}/${record.id}`,
    collection,
    record,
    close: () => {
      page.set(`${key}:editing`, undefined);
      page.focus(`${key}!${record.id}`);
    },
  });
}

export function startEditing(page: Page, key: string, collection: Collection, record: Rec): () => void {
  return () => {
    page.set(`${key}:editing`, record.id);
    const first = collection.fields.find(({ formula }) => !formula);
    if (first) page.focus(`${key}/${record.id}.${first.name}`);
  };
}

export const toolsOf = (page: Page, key: string, collection: Collection, record: Rec, more?: Child): Child =>
  tools(page, collection, record, startEditing(page, key, collection, record), `${key}!${record.id}`, more);

/** What a record is called by, as it is shown. */
export function leadNode(page: Page, collection: Collection, record: Rec): Node {
  const lead = leadOf(collection);
  const value = page.value(collection, lead, record);
  const shown =
    lead.type === 'text' || lead.type === 'longtext'
      ? String(value ?? '')
      : ['choice', 'person', 'url', 'email'].includes(lead.type)
        ? valueNode(page, lead, value)
        : liveValue(page, collection, lead, record);
  return h(
    'span',
    { class: 'lead', dir: 'auto' },
    shown || page.words.empty,
    pendingDot(page, collection, record),
  );
}

export interface RowOptions {
  tag?: string;
  className?: string;
  before?: Child;
  after?: Child;
  but?: readonly (string | undefined)[];
  more?: object;
}
export function row(
  page: Page,
  key: string,
  collection: Collection,
  record: Rec,
  options: RowOptions = {},
): Node {
  const { tag = 'li', className = 'row', before, after, but, more } = options;
  const form = editing(page, key, collection, record);
  if (form) return h(tag, { class: `${className} open`, key: record.id }, form);
  return h(
    tag,
    { class: className, key: record.id, ...more },
    before,
    h('div', { class: 'body' }, leadNode(page, collection, record), meta(page, collection, record, but)),
    after,
    toolsOf(page, key, collection, record),
  );
}
