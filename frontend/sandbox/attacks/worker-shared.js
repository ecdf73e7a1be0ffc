attempt("shared", () => new SharedWorker("__AWAY__/shared.js"));
