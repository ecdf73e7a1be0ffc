/** Records by day: a month, and the chosen day's list beneath. */
import { adder } from '../form.ts';
import { compare, type Field, fieldOf, leadOf, type Rec, type View } from '../model.ts';
import type { Page } from '../page.ts';
import { button, hidden, hueOf, iconButton } from '../parts.ts';
import { emptyNote, nodesOf, paged } from '../query.ts';
import { type Child, h } from '../tree.ts';
import { dayDate, dayWritten, plusDays } from '../values.ts';
import { list } from './lists.ts';
import { row } from './rows.ts';

/** Entries written into a day of the month. */
const WRITTEN_MAX = 2;
const DOTS_MAX = 4;

export function calendar(page: Page, view: View, key: string): Child {
  const { collection } = view;
  const field = fieldOf(collection, view.date) ?? collection.fields.find(({ type }) => type === 'date');
  if (!field) return list(page, view, key);
  const { words, locale } = page;
  const { today } = page.reading;
  const chosen = page.get(`${key}:day`, today);
  const month = page.get(`${key}:month`, chosen.slice(0, 7));
  const byDay = new Map<string, Rec[]>();
  const undated: Rec[] = [];
  for (const record of page.records(collection)) {
    const day = page.value(collection, field, record);
    if (typeof day !== 'string') undated.push(record);
    else byDay.set(day, [...(byDay.get(day) ?? []), record]);
  }
  const time = collection.fields.find(({ type }) => type === 'time');
  const order = time && compare(time, collection.fields, false, locale);
  const hue = collection.fields.find(({ type }) => type === 'choice');
  const choose = (day: string) => {
    page.set(`${key}:day`, day);
    page.set(`${key}:month`, day.slice(0, 7));
  };
  const turn = (by: number) => {
    const date = dayDate(`${month}-01`);
    date.setUTCMonth(date.getUTCMonth() + by);
    const next = date.toISOString().slice(0, 7);
    page.set(`${key}:month`, next);
    page.set(`${key}:day`, next === today.slice(0, 7) ? today : `${next}-01`);
  };
  const first = weekStart(locale);
  const start = plusDays(`${month}-01`, -((dayDate(`${month}-01`).getUTCDay() - first + 7) % 7));
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => plusDays(start, week * 7 + day)),
  ).filter((days) => days.some((day) => day.startsWith(month)));
  const chosenRecords = [...(byDay.get(chosen) ?? [])].sort(order ?? (() => 0));
  // Those without a day stand beneath by themselves.
  const all = [...chosenRecords, ...[...byDay].flatMap(([day, records]) => (day === chosen ? [] : records))];
  const { shown, pager } = paged(
    page,
    collection,
    { records: chosenRecords, all },
    key,
    nodesOf(collection) * 2,
  );
  const keys = (event: { key?: string }) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key ?? ''] ?? 0;
    const next = plusDays(chosen, by);
    choose(next);
    page.focus(`${key}@${next}`);
  };
  return [
    h(
      'div',
      { class: 'monthbar', key: 'bar' },
      h(
        'h2',
        { 'aria-live': 'polite' },
        dayWritten(`${month}-01`, locale, { month: 'long', year: 'numeric' }),
      ),
      (chosen !== today || !today.startsWith(month)) &&
        button(words.today, () => choose(today), { class: 'btn slim' }),
      iconButton('left', words.monthBefore, () => turn(-1)),
      iconButton('right', words.monthAfter, () => turn(1)),
    ),
    h(
      'table',
      { class: 'month', key: 'month', role: 'grid', 'aria-label': view.title },
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          (weeks[0] ?? []).map((day) =>
            h(
              'th',
              { scope: 'col', key: day },
              dayWritten(day, locale, { weekday: 'short' }).replace(/\.$/, ''),
            ),
          ),
        ),
      ),
      h(
        'tbody',
        null,
        weeks.map((days) =>
          h(
            'tr',
            { key: days[0] },
            days.map((day) => {
              const here = byDay.get(day) ?? [];
              const name = `${dayWritten(day, locale, { weekday: 'long', day: 'numeric', month: 'long' })}${here.length > 0 ? `, ${words.count(here.length)}` : ''}`;
              return h(
                'td',
                { key: day },
                h(
                  'button',
                  {
                    type: 'button',
                    class: `day${day.startsWith(month) ? '' : ' other'}${day === today ? ' today' : ''}${here.length > 0 ? ' busy' : ''}`,
                    'aria-label': name,
                    'aria-pressed': day === chosen,
                    'aria-current': day === today ? 'date' : null,
                    tabindex: day === chosen || (!chosen.startsWith(month) && day === `${month}-01`) ? 0 : -1,
                    'data-keys': 'ArrowLeft ArrowRight ArrowUp ArrowDown',
                    onKeyDown: keys,
                    onClick: () => choose(day),
                    ...page.focusAt(`${key}@${day}`),
                  },
                  h('span', { class: 'no' }, String(Number(day.slice(8)))),
                  here.length > 0 && marks(page, view, here, hue),
                ),
              );
            }),
          ),
        ),
      ),
    ),
    h(
      'section',
      { class: 'agenda', key: 'agenda' },
      h('h2', null, dayWritten(chosen, locale, { weekday: 'long', day: 'numeric', month: 'long' })),
      adder(page, { key: `${key}/new ${chosen}`, collection, preset: { [field.name]: chosen } }, false),
      page.records(collection).length === 0
        ? emptyNote(page, collection)
        : chosenRecords.length === 0 && h('p', { class: 'hint' }, words.nothingOn),
      h(
        'ul',
        { class: 'rows', key: 'rows' },
        shown.map((record) =>
          row(page, key, collection, record, {
            but: [field.name, time?.name],
            before: time && h('span', { class: 'at' }, page.text(collection, time, record) || '–'),
          }),
        ),
      ),
      pager,
    ),
    undated.length > 0 &&
      h(
        'details',
        { class: 'undated', key: 'undated' },
        h('summary', null, words.undated(undated.length)),
        h(
          'ul',
          { class: 'rows' },
          undated.slice(0, 30).map((record) => row(page, key, collection, record)),
        ),
      ),
  ];
}

function marks(page: Page, { collection }: View, here: readonly Rec[], hue: Field | undefined): Child {
  const lead = leadOf(collection);
  const colour = (record: Rec) => (hue ? hueOf(hue, page.value(collection, hue, record)) : 'hue h0');
  return [
    h(
      'span',
      { class: 'written', 'aria-hidden': 'true', key: 'written' },
      here
        .slice(0, WRITTEN_MAX)
        .map((record) =>
          h(
            'span',
            { class: colour(record), key: record.id, dir: 'auto' },
            page.text(collection, lead, record),
          ),
        ),
      here.length > WRITTEN_MAX && h('span', { class: 'plus', key: '+' }, `+${here.length - WRITTEN_MAX}`),
    ),
    h(
      'span',
      { class: 'dots', 'aria-hidden': 'true', key: 'dots' },
      here.slice(0, DOTS_MAX).map((record) => h('i', { class: colour(record), key: record.id })),
    ),
    hidden(String(here.length)),
  ];
}

/** 0 is Sunday. */
function weekStart(locale: string): number {
  try {
    const of = new Intl.Locale(locale) as Intl.Locale & {
      getWeekInfo?(): { firstDay: number };
      weekInfo?: { firstDay: number };
    };
    return (of.getWeekInfo?.() ?? of.weekInfo)?.firstDay ?? 1;
  } catch {
    return 1;
  }
}
