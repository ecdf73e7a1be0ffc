/** The twelve ways of showing records, by name. */
import type { Kind, View } from '../model.ts';
import type { Page } from '../page.ts';
import type { Child } from '../tree.ts';
import { board } from './board.ts';
import { calculator } from './calculator.ts';
import { calendar } from './calendar.ts';
import { chart } from './chart.ts';
import { counter } from './counter.ts';
import { checklist, formView, list, notes } from './lists.ts';
import { poll } from './poll.ts';
import { table } from './table.ts';
import { timer } from './timer.ts';

export const DRAW: Readonly<Record<Kind, (page: Page, view: View, key: string) => Child>> = {
  list,
  table,
  board,
  calendar,
  form: formView,
  counter,
  timer,
  poll,
  chart,
  calculator,
  checklist,
  notes,
};
