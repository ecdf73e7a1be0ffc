const hostile = () => gesso.h("ul", {}, ...Array.from({ length: 200000 }, (_, n) => gesso.h("li", {}, "x")));
