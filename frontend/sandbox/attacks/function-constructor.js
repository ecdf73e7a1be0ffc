attempt("constructor", () => (() => {}).constructor("return fetch('__AWAY__/constructor')")());
