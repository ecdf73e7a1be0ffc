gesso.onEvent("*", (event) => seen.push("heard " + event.source)); attempt("events", () => gesso.emit("todo.added", { text: "Mine" }));
