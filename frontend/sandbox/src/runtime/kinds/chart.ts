/** Records as bars by group, or over time, with the numbers beside. */
import { adder } from '../form.ts';
import { type Field, fieldOf, type Rec, type View } from '../model.ts';
import type { Page } from '../page.ts';
import { emptyNote, filterable, nodesOf, paged, query } from '../query.ts';
import { type Child, h } from '../tree.ts';
import { dayDate, dayWritten, numberText, plusDays, textOf } from '../values.ts';
import { bars, columns, line, numbers, type Point } from './plot.ts';
import { row } from './rows.ts';

const BARS_MAX = 12;
const DAYS_MAX = 31;
const MONTHS_MAX = 36;

export function chart(page: Page, view: View, key: string): Child {
  const { collection } = view;
  const { words } = page;
  const value = fieldOf(collection, view.value);
  const group = fieldOf(collection, view.group);
  const date = fieldOf(collection, view.date);
  const found = query(page, view, key);
  const { shown, pager } = paged(page, collection, found, key, nodesOf(collection) * 2);
  const isMean = isLevel(value);
  const isFiltered = collection.fields.some(filterable);
  const label = value ? value.label + (value.unit ? ` (${value.unit})` : '') : words.number;
  const say = (n: number) =>
    value
      ? textOf(value.type === 'rating' ? { ...value, type: 'number' } : value, n, page.reading)
      : numberText(n, page.locale);
  const records = found.records;
  const times = date ? overTime(page, view, date, value, records, isMean) : [];
  const groups = group ? byGroup(page, view, group, value, records, isMean) : [];
  const all = page.records(collection).length;
  return [
    isFiltered && found.bar,
    all === 0
      ? emptyNote(page, collection)
      : records.length === 0 && h('p', { class: 'hint', key: 'none' }, words.noMatch),
    times.length > 0 &&
      h(
        'figure',
        { class: 'chart', key: 'time', 'aria-label': `${view.title}: ${label}` },
        h('figcaption', null, isMean ? `${words.average}: ${label}` : label),
        isMean ? line(times, say) : columns(times, say),
        numbers(page, date?.label ?? '', label, times, say),
      ),
    groups.length > 0 &&
      group &&
      h(
        'figure',
        { class: 'chart', key: 'group', 'aria-label': `${view.title}: ${label}` },
        h('figcaption', null, `${isMean ? `${words.average}: ${label}` : label} · ${group.label}`),
        bars(group, groups, say),
        numbers(page, group.label, label, groups, say),
      ),
    adder(page, { key: `${key}/new`, collection }, all === 0),
    all === 0 && pager,
    all > 0 &&
      h(
        'details',
        { class: 'entries', key: 'entries' },
        h('summary', null, words.entries(found.records.length)),
        !isFiltered && found.bar,
        h(
          'ul',
          { class: 'rows' },
          shown.map((record) => row(page, key, collection, record)),
        ),
        pager,
      ),
  ];
}

/** What is measured and not spent: of two on a day the mean is meant, not the sum. */
const isLevel = (field: Field | undefined): boolean =>
  field !== undefined &&
  (field.type === 'rating' ||
    /^(kg|lbs?|st|°[CF]?|bpm|%|cm|mmhg|mg\/dl|km\/h|mph|points?)$/i.test(field.unit ?? ''));

function gathered(
  page: Page,
  view: View,
  value: Field | undefined,
  records: readonly Rec[],
  isMean: boolean,
  keyOf: (record: Rec) => string | undefined,
): Map<string, number> {
  const sums = new Map<string, { sum: number; n: number }>();
  for (const record of records) {
    const key = keyOf(record);
    const number = value ? page.value(view.collection, value, record) : 1;
    if (key === undefined || typeof number !== 'number') continue;
    const before = sums.get(key) ?? { sum: 0, n: 0 };
    sums.set(key, { sum: before.sum + number, n: before.n + 1 });
  }
  return new Map(
    [...sums].map(([key, { sum, n }]) => [key, Math.round((isMean ? sum / n : sum) * 1e6) / 1e6]),
  );
}

function byGroup(
  page: Page,
  view: View,
  group: Field,
  value: Field | undefined,
  records: readonly Rec[],
  isMean: boolean,
): Point[] {
  const { words } = page;
  const sums = gathered(page, view, value, records, isMean, (record) =>
    String(page.value(view.collection, group, record) ?? (group.type === 'boolean' ? false : '')),
  );
  const label = (raw: string) =>
    raw === ''
      ? words.none
      : group.type === 'boolean'
        ? `${group.label}: ${raw === 'true' ? words.yes : words.no}`
        : group.type === 'rating'
          ? '★'.repeat(Number(raw))
          : textOf(group, raw, page.reading);
  const order = group.options ?? [];
  const points = [...sums].map(([raw, number]) => ({
    key: raw,
    raw,
    label: label(raw),
    value: number,
    x: 0,
  }));
  if (order.length > 0)
    points.sort((a, b) => (order.indexOf(a.raw) + 1 || 99) - (order.indexOf(b.raw) + 1 || 99));
  else if (group.type === 'rating') points.sort((a, b) => Number(a.raw) - Number(b.raw));
  else points.sort((a, b) => b.value - a.value);
  if (points.length <= BARS_MAX) return points;
  const rest = points.splice(BARS_MAX - 1);
  return [
    ...points,
    {
      key: ' rest',
      label: words.more(rest.length),
      value: isMean
        ? rest.reduce((sum, one) => sum + one.value, 0) / rest.length
        : rest.reduce((sum, one) => sum + one.value, 0),
      x: 0,
    },
  ];
}

function overTime(
  page: Page,
  view: View,
  date: Field,
  value: Field | undefined,
  records: readonly Rec[],
  isMean: boolean,
): Point[] {
  const dayOf = (record: Rec) => page.value(view.collection, date, record);
  const days = records
    .map(dayOf)
    .filter((day): day is string => typeof day === 'string')
    .sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const span = (dayDate(last).getTime() - dayDate(first).getTime()) / 86_400_000;
  const cut = span < DAYS_MAX ? 10 : span < MONTHS_MAX * 31 ? 7 : 4;
  const sums = gathered(page, view, value, records, isMean, (record) => {
    const day = dayOf(record);
    return typeof day === 'string' ? day.slice(0, cut) : undefined;
  });
  if (!isMean) for (const bucket of buckets(first, last, cut)) if (!sums.has(bucket)) sums.set(bucket, 0);
  const whole = (bucket: string) => `${bucket}-01-01`.slice(0, 10);
  const from = dayDate(whole(first.slice(0, cut))).getTime();
  const to = dayDate(whole(last.slice(0, cut))).getTime();
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([bucket, number]) => ({
      key: bucket,
      label:
        cut === 4
          ? bucket
          : dayWritten(
              whole(bucket),
              page.locale,
              cut === 7 ? { month: 'short', year: '2-digit' } : { day: 'numeric', month: 'short' },
            ),
      value: number,
      x: to === from ? 0.5 : (dayDate(whole(bucket)).getTime() - from) / (to - from),
    }));
}

function buckets(first: string, last: string, cut: number): string[] {
  const all: string[] = [];
  const end = last.slice(0, cut);
  let day = cut === 10 ? first : `${first.slice(0, 7)}-01`;
  for (let n = 0; n < 400 && day.slice(0, cut) <= end; n++) {
    if (all.at(-1) !== day.slice(0, cut)) all.push(day.slice(0, cut));
    day = cut === 10 ? plusDays(day, 1) : monthAfter(day);
  }
  return all;
}

const monthAfter = (day: string): string => `${plusDays(`${day.slice(0, 7)}-01`, 32).slice(0, 7)}-01`;
