/** Points as bars, columns and lines, and as a table for who wants the numbers. */
import type { Field } from '../model.ts';
import type { Page } from '../page.ts';
import { dot, hueOf } from '../parts.ts';
import { type Child, h, type Node } from '../tree.ts';

/** More points than these are too close together to be marked. */
const MARKED_MAX = 31;

export interface Point {
  key: string;
  label: string;
  value: number;
  /** Where it stands in time, 0 to 1. */
  x: number;
  raw?: string | undefined;
}

/** The smallest round number that is not below. */
export function ceiling(value: number): number {
  if (value <= 0) return 1;
  const ten = 10 ** Math.floor(Math.log10(value));
  return (
    (([1, 2, 2.5, 4, 5, 8, 10].find((step) => step * ten >= value * (1 - 1e-9)) ?? 10) * ten * 1e9) / 1e9
  );
}

export function bars(group: Field, points: readonly Point[], say: (n: number) => string): Node {
  const top = Math.max(...points.map(({ value }) => value), 0) || 1;
  return h(
    'div',
    { class: 'bars', 'aria-hidden': 'true' },
    points.flatMap((point) => [
      h('span', { class: 'name', key: `${point.key} n`, dir: 'auto' }, dot(group, point.raw), point.label),
      h(
        'span',
        { class: 'track', key: `${point.key} b` },
        h('span', {
          class: `fill ${group.type === 'choice' ? hueOf(group, point.raw) : ''}`,
          'data-v': percent(point.value, top),
        }),
      ),
      h('span', { class: 'num', key: `${point.key} v` }, say(point.value)),
    ]),
  );
}
const percent = (value: number, top: number): number =>
  Math.round(Math.max(0, Math.min(1, value / top)) * 1000) / 10;

function frame(
  points: readonly Point[],
  top: number,
  low: number,
  say: (n: number) => string,
  inside: Child,
  isLine = false,
): Node {
  const every = Math.max(1, Math.ceil(points.length / 6));
  return h(
    'div',
    { class: 'plot', 'aria-hidden': 'true' },
    h(
      'div',
      { class: 'axis y' },
      [top, (top + low) / 2, low].map((n, i) => h('span', { key: i }, say(Math.round(n * 1e6) / 1e6))),
    ),
    h(
      'div',
      { class: 'area' },
      h('i', { class: 'grid' }),
      h('i', { class: 'grid' }),
      h('i', { class: 'grid' }),
      inside,
    ),
    h(
      'div',
      { class: `axis x${isLine ? ' at' : ''}` },
      points.map((point, i) =>
        h(
          'span',
          { key: point.key, 'data-x': percent(point.x, 1) },
          i % every === 0 || points.length <= 7 ? point.label : '',
        ),
      ),
    ),
  );
}

export function columns(points: readonly Point[], say: (n: number) => string): Node {
  const top = ceiling(Math.max(...points.map(({ value }) => value)));
  return frame(
    points,
    top,
    0,
    say,
    h(
      'div',
      { class: 'columns' },
      points.map((point) =>
        h(
          'span',
          { key: point.key, title: `${point.label}: ${say(point.value)}` },
          h('i', { 'data-v': percent(point.value, top) }),
        ),
      ),
    ),
  );
}

export function line(points: readonly Point[], say: (n: number) => string): Node {
  const values = points.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  // A level far from 0 is read by its changes.
  const room = most - least || Math.abs(most) * 0.1 || 1;
  const low = least >= 0 && least < most * 0.5 ? 0 : nice(least - room * 0.25, room, Math.floor);
  const top = low === 0 ? ceiling(most) : nice(most + room * 0.25, room, Math.ceil);
  const y = (value: number) => 100 - percent(value - low, top - low);
  const path = points
    .map((point) => `${percent(point.x, 1)},${Math.round(y(point.value) * 10) / 10}`)
    .join(' ');
  const [a, b] = [points[0], points.at(-1)];
  return frame(
    points,
    top,
    low,
    say,
    [
      h(
        'svg',
        { viewBox: '0 0 100 100', preserveAspectRatio: 'none', class: 'curve', key: 'line' },
        a &&
          b &&
          h('polyline', { class: 'under', points: `${percent(a.x, 1)},100 ${path} ${percent(b.x, 1)},100` }),
        h('polyline', { class: 'stroke', points: path }),
      ),
      points.length <= MARKED_MAX &&
        points.map((point) =>
          h('i', {
            class: 'pt',
            key: point.key,
            'data-x': percent(point.x, 1),
            'data-v': percent(point.value - low, top - low),
            title: `${point.label}: ${say(point.value)}`,
          }),
        ),
    ],
    true,
  );
}
const nice = (value: number, room: number, round: (n: number) => number): number => {
  const step = 10 ** Math.floor(Math.log10(room));
  return (round(value / step) * step * 1e9) / 1e9;
};

export function numbers(
  page: Page,
  name: string,
  label: string,
  points: readonly Point[],
  say: (n: number) => string,
): Node {
  return h(
    'details',
    { class: 'numbers' },
    h('summary', null, page.words.asTable),
    h(
      'table',
      null,
      h(
        'thead',
        null,
        h('tr', null, h('th', { scope: 'col' }, name), h('th', { scope: 'col', class: 'n' }, label)),
      ),
      h(
        'tbody',
        null,
        points.map((point) =>
          h(
            'tr',
            { key: point.key },
            h('th', { scope: 'row', dir: 'auto' }, point.label),
            h('td', { class: 'n' }, say(point.value)),
          ),
        ),
      ),
    ),
  );
}
