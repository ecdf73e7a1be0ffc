attempt("chain", () => {
  for (let at = globalThis; at; at = Object.getPrototypeOf(at))
    for (const name of ["fetch", "postMessage", "importScripts"])
      if (at[name]) at[name]("__AWAY__/chain");
});
