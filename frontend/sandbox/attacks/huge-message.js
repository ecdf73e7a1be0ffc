attempt("huge", () => gesso.command("records.add", { collection: "notes", values: { title: "x".repeat(4000000) } }));
