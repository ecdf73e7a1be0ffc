let turn = 0;
setInterval(() => gesso.local("turn", 0)[1](turn++), 0);
const many = (n) => Object.fromEntries(Array.from({ length: 50 }, (_, m) => ["x" + turn + "-" + n + "-" + m, 1]));
const hostile = () => gesso.h("ul", {}, ...Array.from({ length: 4000 }, (_, n) => gesso.h("li", many(n))));
