/** Records as choices: one vote for each person, which may go to another. */
import { adder } from '../form.ts';
import { leadOf, type Rec, type View } from '../model.ts';
import type { Page } from '../page.ts';
import { icon, meta, pendingDot } from '../parts.ts';
import { emptiness, nodesOf, paged, query } from '../query.ts';
import { type Child, h, type Node } from '../tree.ts';
import { numberText, personName } from '../values.ts';
import { editing, toolsOf } from './rows.ts';

const NAMES_MAX = 12;

export function poll(page: Page, view: View, key: string): Child {
  const { collection } = view;
  const { words } = page;
  const found = query(page, view, key);
  const { shown, pager } = paged(page, collection, found, key, nodesOf(collection) + 14);
  const all = page.records(collection);
  const total = all.reduce((sum, { votes }) => sum + (votes?.length ?? 0), 0);
  const most = Math.max(1, ...all.map(({ votes }) => votes?.length ?? 0));
  return [
    found.bar,
    emptiness(page, view, found),
    shown.length > 0 &&
      h(
        'ul',
        { class: 'poll', key: 'poll', 'aria-label': view.title },
        shown.map(
          (record) =>
            editingItem(page, view, key, record) ??
            h(
              'li',
              { key: record.id, class: 'choice' },
              bar(page, view, record, total, most),
              meta(page, collection, record),
              toolsOf(page, key, collection, record),
            ),
        ),
      ),
    pager,
    adder(page, { key: `${key}/new`, collection }, found.total === 0),
    all.length > 0 &&
      h(
        'div',
        { class: 'foot', key: 'foot' },
        h('span', null, h('b', null, words.votes(total))),
        all.some(({ votes }) => votes?.includes(page.store.me)) &&
          page.editable &&
          h('span', null, words.ownVote),
      ),
  ];
}

function editingItem(page: Page, { collection }: View, key: string, record: Rec): Node | undefined {
  const open = editing(page, key, collection, record);
  return open && h('li', { key: record.id, class: 'choice open' }, open);
}

function bar(page: Page, { collection }: View, record: Rec, total: number, most: number): Node {
  const { words, editable } = page;
  const votes = record.votes ?? [];
  const mine = votes.includes(page.store.me);
  const percent = total === 0 ? 0 : (votes.length / total) * 100;
  const name = page.text(collection, leadOf(collection), record) || collection.title;
  const who = votes
    .slice(0, NAMES_MAX)
    .map((id) => personName(id, page.reading))
    .join(', ');
  const inside: Child = [
    h('span', { class: 'fill', 'data-v': Math.round(percent) }),
    h('span', { class: 'mark' }, mine ? icon('check') : null),
    h('span', { class: 'name', dir: 'auto' }, name, pendingDot(page, collection, record)),
    h('span', { class: 'percent' }, `${numberText(Math.round(percent), page.locale)} %`),
    h('span', { class: 'votes' }, words.votes(votes.length)),
  ];
  const shared = {
    class: `vote${mine ? ' mine' : ''}${votes.length === most && total > 0 ? ' most' : ''}`,
    title: who,
  };
  return editable
    ? h(
        'button',
        {
          type: 'button',
          ...shared,
          'aria-pressed': mine,
          onClick: () => (mine ? page.unvote(collection) : page.vote(collection, record.id)),
        },
        inside,
      )
    : h('div', shared, inside);
}
