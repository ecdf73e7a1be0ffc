attempt("escaped", () => \u0066etch("__AWAY__/escaped"));
