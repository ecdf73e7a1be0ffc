attempt("locks", () => navigator.locks.request("gesso.refresh", () => new Promise(() => {})));
