/** Apps as the templates write them, with their specifications. */
import type { Entity, Specification } from '../src/specification.ts';

export const HABITS: Entity = {
  name: 'habits',
  title: 'Habit',
  fields: [
    { name: 'name', label: 'Name', type: 'text', required: true, max: 80 },
    { name: 'streak', label: 'Streak', type: 'number', min: 0, unit: 'days' },
    { name: 'frequency', label: 'Frequency', type: 'choice', options: ['Daily', 'Weekly'] },
    { name: 'price', label: 'Price', type: 'number' },
    { name: 'quantity', label: 'Quantity', type: 'number' },
    { name: 'total', label: 'Total', type: 'number', formula: 'price * quantity' },
    { name: 'done', label: 'Done', type: 'boolean' },
  ],
};
export const SPECIFICATION: Specification = {
  title: 'Habit tracker',
  entities: [HABITS],
  views: [
    { kind: 'board', title: 'By frequency', entity: 'habits' },
    { kind: 'table', title: 'All', entity: 'habits' },
  ],
  actions: [
    { kind: 'add', entity: 'habits' },
    { kind: 'edit', entity: 'habits' },
    { kind: 'remove', entity: 'habits' },
    { kind: 'step', entity: 'habits', field: 'streak' },
    { kind: 'toggle', entity: 'habits', field: 'done' },
  ],
};
export const HABIT_TRACKER = `"use strict";
// Habit tracker: what I want to do each day.
const { app, collection, text, number, choice, boolean, board, table, add, edit, remove, step, toggle } = gesso;
const habits = collection("habits", "Habit", {
  name: text("Name", { required: true, max: 80 }),
  streak: number("Streak", { min: 0, unit: "days" }),
  frequency: choice("Frequency", ["Daily", "Weekly"]),
  price: number("Price"),
  quantity: number("Quantity"),
  total: number("Total", { formula: (r) => r.price * r.quantity }),
  done: boolean("Done"),
});
app({
  title: "Habit tracker",
  summary: "What I want to do each day.",
  views: [
    board(habits, { title: "By frequency", group: "frequency" }),
    table(habits, { title: "All", order: "-streak" }),
  ],
  actions: [add(habits), edit(habits), remove(habits), step(habits, "streak"), toggle(habits, "done")],
});
`;
/** As a model may write it, by the lower level. */
export const BY_HAND = `"use strict";
const { app, collection, text, number, choice, boolean, h, records, command, local } = gesso;
const habits = collection("habits", "Habit", {
  name: text("Name", { required: true, max: 80 }),
  streak: number("Streak", { min: 0, unit: "days" }),
  frequency: choice("Frequency", ["Daily", "Weekly"]),
  price: number("Price"),
  quantity: number("Quantity"),
  total: number("Total", { formula: (r) => r.price * r.quantity }),
  done: boolean("Done"),
});
app({
  title: "Habit tracker",
  view: (s) => {
    const all = gesso.records(habits);
    const first = all[0];
    let best = 0;
    for (let i = 0; i < all.length; i++) best = Math.max(best, all[i].values.streak || 0);
    return h("section", {},
      h("h2", {}, "Habits"),
      h("p", { class: "hint" }, "Best: " + best + (first ? ", first " + first.values.name : "")),
      h("form", { onSubmit: (e) => command("records.add", { collection: "habits", values: { name: e.field.name } }) },
        h("input", { name: "name", "aria-label": "Name", required: true, maxlength: 80 }),
        h("button", { type: "submit" }, "Add")),
      h("ul", {}, ...all.map((r) => h("li", { key: r.id }, r.values.name))));
  },
});
`;
