"use strict";
// Inventory table: A table that keeps item, quantity, price, supplier email, last checked date.
const { app, collection, text, number, date, email, table, add, edit, remove } = gesso;

const items = collection("item", "Item", {
  item: text("Item", { required: true }),
  quantity: number("Quantity"),
  price: number("Price", { unit: "€" }),
  supplierEmail: email("Supplier email"),
  lastCheckedDate: date("Last checked date"),
  total: number("Total", { unit: "€", formula: (r) => r.quantity * r.price }),
});

app({
  title: "Inventory table",
  summary: "A table that keeps item, quantity, price, supplier email, last checked date.",
  views: [
    table(items, { title: "Table", order: "-total" }),
  ],
  actions: [add(items), edit(items), remove(items)],
});
