attempt("import", () => import("__AWAY__/import.js"));
