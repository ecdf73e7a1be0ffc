"use strict";
// Timer for presentations: Runs for everybody at once; keeps presentation, minutes.
const { app, collection, text, duration, timer, add, edit, remove } = gesso;

const presentations = collection("presentation", "Presentation", {
  presentation: text("Presentation", { required: true }),
  length: duration("Minutes", { min: 0, max: 1440 }),
});

app({
  title: "Timer for presentations",
  summary: "Runs for everybody at once; keeps presentation, minutes.",
  views: [
    timer(presentations, { title: "Timer", value: "length" }),
  ],
  actions: [add(presentations), edit(presentations), remove(presentations)],
});
