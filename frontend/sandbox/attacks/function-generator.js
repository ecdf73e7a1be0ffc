attempt("async", () => Object.getPrototypeOf(async () => {}).constructor("await fetch('__AWAY__/async')")());
