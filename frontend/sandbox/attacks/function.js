attempt("function", () => new Function("return fetch('__AWAY__/function')")());
