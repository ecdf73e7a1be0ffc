let turn = 0;
setInterval(() => { for (let n = 0; n < 50; n++) gesso.local("turn", 0)[1](turn++); }, 0);
const hostile = () => gesso.h("ul", {}, ...Array.from({ length: 4000 }, (_, n) => gesso.h("li", { key: (n * 7 + turn) % 4000 }, String(turn + n))));
