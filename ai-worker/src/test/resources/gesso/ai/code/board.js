"use strict";
// Habit tracker: A board that keeps name, streak, last done date, frequency.
const {
  app, collection, text, number, date, choice, table, board, add, edit, remove, move,
} = gesso;

const habits = collection("habit", "Habit", {
  name: text("Name", { required: true }),
  streak: number("Streak"),
  lastDoneDate: date("Last done date"),
  frequency: choice("Frequency", ["Daily", "Weekly", "Monthly"]),
});

app({
  title: "Habit tracker",
  summary: "A board that keeps name, streak, last done date, frequency.",
  views: [
    board(habits, { title: "By frequency", group: "frequency" }),
    table(habits, { title: "Table" }),
  ],
  actions: [add(habits), edit(habits), remove(habits), move(habits, "frequency")],
});
