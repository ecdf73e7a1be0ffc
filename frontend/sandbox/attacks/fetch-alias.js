attempt("alias", () => globalThis["fe" + "tch"]("__AWAY__/alias"));
