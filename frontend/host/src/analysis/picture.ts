/** Which picture tells an answer: bars by name, or lines over time. None, where neither would. Pure. */
import type { Answer, Column } from './index.ts';

export interface Bars {
  readonly kind: 'bars';
  readonly measure: string;
  readonly bars: readonly { readonly name: string; readonly value: number }[];
  /** So many names are not drawn. */
  readonly left: number;
}
export interface Lines {
  readonly kind: 'lines';
  readonly measure: string;
  /** Unix milliseconds, rising. */
  readonly times: readonly number[];
  /** One value for each time; a name without one there has 0. */
  readonly lines: readonly { readonly name: string; readonly values: readonly number[] }[];
}
export type Picture = Bars | Lines;

const BARS_MAX = 20;
/** More would not be told apart; the rest is one line. */
export const LINES_MAX = 6;

const isTime = ({ type }: Column): boolean => type === 'date' || type.startsWith('timestamp');
const isNumber = ({ type }: Column): boolean => /^(int|float|numeric)/.test(type);
const isText = ({ type }: Column): boolean => type === 'text' || type === 'varchar' || type === 'name';

export function pictureOf({ columns, rows }: Pick<Answer, 'columns' | 'rows'>): Picture | undefined {
  const value = columns.findIndex(isNumber);
  if (value < 0 || rows.length < 2) return undefined;
  const measure = columns[value]?.name ?? '';
  const first = columns[0];
  if (first && isTime(first)) return linesOf(rows, columns.findIndex(isText), value, measure);
  const name = columns.findIndex(isText);
  return name < 0 ? undefined : barsOf(rows, name, value, measure);
}

function barsOf(rows: Answer['rows'], name: number, value: number, measure: string): Bars {
  const sums = new Map<string, number>();
  for (const row of rows) add(sums, String(row[name] ?? '—'), Number(row[value] ?? 0));
  const all = [...sums].map(([key, sum]) => ({ name: key, value: sum })).sort((a, b) => b.value - a.value);
  return { kind: 'bars', measure, bars: all.slice(0, BARS_MAX), left: Math.max(0, all.length - BARS_MAX) };
}

function linesOf(rows: Answer['rows'], name: number, value: number, measure: string): Lines | undefined {
  const totals = new Map<string, number>();
  const at = new Map<number, Map<string, number>>();
  for (const row of rows) {
    const time = Date.parse(String(row[0]));
    if (!Number.isFinite(time)) continue;
    const key = name < 0 ? measure : String(row[name] ?? '—');
    const amount = Number(row[value] ?? 0);
    add(totals, key, amount);
    const here = at.get(time) ?? new Map<string, number>();
    add(here, key, amount);
    at.set(time, here);
  }
  const times = [...at.keys()].sort((a, b) => a - b);
  if (times.length < 2) return undefined;
  const names = [...totals].sort((a, b) => b[1] - a[1]).map(([key]) => key);
  const shown = names.length > LINES_MAX ? names.slice(0, LINES_MAX - 1) : names;
  const rest = names.slice(shown.length);
  const valuesOf = (keys: readonly string[]) =>
    times.map((time) => keys.reduce((sum, key) => sum + (at.get(time)?.get(key) ?? 0), 0));
  const lines = shown.map((key) => ({ name: key, values: valuesOf([key]) }));
  if (rest.length > 0) lines.push({ name: '…', values: valuesOf(rest) });
  return { kind: 'lines', measure, times, lines };
}

const add = (sums: Map<string, number>, key: string, amount: number): void => {
  sums.set(key, (sums.get(key) ?? 0) + (Number.isFinite(amount) ? amount : 0));
};

/** A round number that is not below `most`, and the steps up to it. */
export function scaleOf(most: number): { top: number; steps: readonly number[] } {
  if (!(most > 0)) return { top: 1, steps: [0, 1] };
  const raw = most / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n * 4 >= most) ?? 10 * power;
  return { top: step * 4, steps: [0, 1, 2, 3, 4].map((n) => Number((n * step).toPrecision(6))) };
}
