"use strict";
// Counter of cups of coffee: Counts up and down, together; keeps cup, count.
const { app, collection, text, number, counter, add, edit, remove, step } = gesso;

const cups = collection("cup", "Cup", {
  cup: text("Cup", { required: true }),
  count: number("Count", { min: 0, max: 20, unit: "cups" }),
});

app({
  title: "Counter of cups of coffee",
  summary: "Counts up and down, together; keeps cup, count.",
  views: [
    counter(cups, { title: "Counter", value: "count" }),
  ],
  actions: [add(cups), edit(cups), remove(cups), step(cups, "count")],
});
