attempt("scripts", () => importScripts("__AWAY__/scripts.js"));
