attempt("getter", () => gesso.setState(Object.defineProperty({}, "x", { enumerable: true, get() { return globalThis.fetch; } })));
