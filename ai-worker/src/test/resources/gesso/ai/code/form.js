"use strict";
// Sign-up form: A form that keeps name, email, t-shirt size, vegetarian, comments.
const {
  app, collection, text, longtext, boolean, choice, email, table, form, add, edit, remove, toggle,
} = gesso;

const items = collection("item", "Item", {
  name: text("Name", { required: true }),
  email: email("Email"),
  tShirtSize: choice("T-shirt size", ["S", "M", "L", "XL"]),
  vegetarian: boolean("Vegetarian"),
  comments: longtext("Comments"),
});

app({
  title: "Sign-up form",
  summary: "A form that keeps name, email, t-shirt size, vegetarian, comments.",
  views: [
    form(items, { title: "Form" }),
    table(items, { title: "Table" }),
  ],
  actions: [add(items), edit(items), remove(items), toggle(items, "vegetarian")],
});
