"use strict";
// Tip calculator: Computes each pays from bill, tip percent, people.
const { app, collection, number, calculator } = gesso;

const tips = collection("tip", "Tip", {
  bill: number("Bill", { required: true }),
  tipPercent: number("Tip percent", { required: true }),
  people: number("People", { required: true }),
  eachPays: number("Each pays", { formula: (r) => r.bill * (1 + r.tipPercent / 100) / r.people }),
});

app({
  title: "Tip calculator",
  summary: "Computes each pays from bill, tip percent, people.",
  views: [
    calculator(tips, { title: "Calculator", value: "eachPays" }),
  ],
  actions: [],
});
