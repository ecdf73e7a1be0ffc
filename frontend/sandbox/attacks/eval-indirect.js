attempt("indirect", () => (0, eval)("fetch('__AWAY__/indirect')"));
