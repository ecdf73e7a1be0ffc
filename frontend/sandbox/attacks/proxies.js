const hostile = () => { let n = 0; return new Proxy(gesso.h("p", {}, "x"), { get: (of, key) => (key === "t" && n++ ? "script" : of[key]) }); };
