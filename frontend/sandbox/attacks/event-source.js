attempt("source", () => new EventSource("__AWAY__/source"));
