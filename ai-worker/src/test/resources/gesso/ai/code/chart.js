"use strict";
// Bar chart of expenses: A chart that keeps amount, date, category.
const { app, collection, text, number, date, table, chart, add, edit, remove } = gesso;

const expenses = collection("expense", "Expense", {
  amount: number("Amount"),
  date: date("Date"),
  category: text("Category"),
});

app({
  title: "Bar chart of expenses",
  summary: "A chart that keeps amount, date, category.",
  views: [
    chart(expenses, { title: "Chart", group: "category", date: "date", value: "amount" }),
    table(expenses, { title: "Table" }),
  ],
  actions: [add(expenses), edit(expenses), remove(expenses)],
});
