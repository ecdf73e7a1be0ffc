attempt("eval", () => eval("fetch('__AWAY__/eval')"));
