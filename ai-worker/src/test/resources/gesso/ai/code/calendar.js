"use strict";
// Calendar of band rehearsals: A calendar that keeps date, time, place, who organises, duration.
const {
  app, collection, text, date, time, person, duration, table, calendar, add, edit, remove,
} = gesso;

const bandRehearsals = collection("bandRehearsal", "Band rehearsal", {
  date: date("Date"),
  time: time("Time"),
  place: text("Place", { required: true }),
  whoOrganises: person("Who organises"),
  duration: duration("Duration"),
});

app({
  title: "Calendar of band rehearsals",
  summary: "A calendar that keeps date, time, place, who organises, duration.",
  views: [
    calendar(bandRehearsals, { title: "Calendar", date: "date", order: "date" }),
    table(bandRehearsals, { title: "Table" }),
  ],
  actions: [add(bandRehearsals), edit(bandRehearsals), remove(bandRehearsals)],
});
