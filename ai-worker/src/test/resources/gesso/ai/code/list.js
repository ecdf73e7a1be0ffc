"use strict";
// Reading list: A list that keeps title, author, link, pages, rating, status.
const { app, collection, text, number, choice, rating, url, list, add, edit, remove } = gesso;

const readings = collection("reading", "Reading", {
  title: text("Title", { required: true }),
  author: text("Author"),
  link: url("Link"),
  pages: number("Pages"),
  rating: rating("Rating", { min: 1, max: 5 }),
  status: choice("Status", ["To read", "Reading", "Read"]),
});

app({
  title: "Reading list",
  summary: "A list that keeps title, author, link, pages, rating, status.",
  views: [
    list(readings, { title: "List", order: "title" }),
  ],
  actions: [add(readings), edit(readings), remove(readings)],
});
