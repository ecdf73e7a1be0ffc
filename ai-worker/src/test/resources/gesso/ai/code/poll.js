"use strict";
// Where shall we eat?: Everybody has one vote; the answers are counted at once.
const { app, collection, choice, poll, vote } = gesso;

const items = collection("item", "Item", {
  answer: choice("Answer", ["Pizza", "Sushi", "Tacos"], { required: true }),
});

app({
  title: "Where shall we eat?",
  summary: "Everybody has one vote; the answers are counted at once.",
  views: [
    poll(items, { title: "Poll", group: "answer" }),
  ],
  actions: [vote(items)],
});
