"use strict";
// Packing checklist: A checklist that keeps item, quantity, packed.
const { app, collection, text, number, boolean, checklist, add, edit, remove, toggle } = gesso;

const packings = collection("packing", "Packing", {
  item: text("Item", { required: true }),
  quantity: number("Quantity"),
  packed: boolean("Packed"),
});

app({
  title: "Packing checklist",
  summary: "A checklist that keeps item, quantity, packed.",
  views: [
    checklist(packings, { title: "Checklist", done: "packed" }),
  ],
  actions: [add(packings), edit(packings), remove(packings), toggle(packings, "packed")],
});
