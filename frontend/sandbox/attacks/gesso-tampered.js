attempt("tamper", () => { gesso.command = null; globalThis.gesso = null; });
