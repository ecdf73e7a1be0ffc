"use strict";
// Words: Collections that are called as the language is.
const {
  app, collection, text, longtext, number, boolean, url, list, counter, checklist, notes, add, edit,
  toggle, step,
} = gesso;

const classes = collection("class", "Class", {
  function: text("Function", { required: true }),
  delete: boolean("Delete"),
});

const note = collection("note", "Note", {
  text: longtext("Text"),
});

const cacheses = collection("caches", "Cache", {
  gesso: number("Gesso", { min: 0, max: 10 }),
});

const cache = collection("cache", "Cache", {
  app: url("App"),
});

app({
  title: "Words",
  summary: "Collections that are called as the language is.",
  views: [
    checklist(classes, { title: "Classes", done: "delete" }),
    notes(note, { title: "Notes" }),
    counter(cacheses, { title: "Caches", value: "gesso" }),
    list(cache, { title: "Cache", order: "-app" }),
  ],
  actions: [add(classes), toggle(classes, "delete"), step(cacheses, "gesso"), edit(note)],
});
