"use strict";
// Meeting notes: A notes that keeps title, date, text, who wrote it.
const { app, collection, text, longtext, date, person, notes, add, edit, remove } = gesso;

const meetings = collection("meeting", "Meeting", {
  title: text("Title"),
  date: date("Date"),
  text: longtext("Text"),
  whoWroteIt: person("Who wrote it"),
});

app({
  title: "Meeting notes",
  summary: "A notes that keeps title, date, text, who wrote it.",
  views: [
    notes(meetings, { title: "Notes" }),
  ],
  actions: [add(meetings), edit(meetings), remove(meetings)],
});
