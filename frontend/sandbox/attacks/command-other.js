attempt("other", () => gesso.command("todo.add", { widget: "__SIBLING__", text: "Mine" }));
