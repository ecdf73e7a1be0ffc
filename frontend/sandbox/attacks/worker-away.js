attempt("worker", () => new Worker("__AWAY__/worker.js"));
