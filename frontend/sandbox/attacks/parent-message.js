attempt("post", () => { for (const to of [self, globalThis.parent, globalThis.top]) to.postMessage({ t: "call", n: 1, do: "openSettings", args: {} }, "*"); });
