const hostile = () => gesso.h("div", {}, gesso.h("script", { src: "__AWAY__/script.js" }, "fetch('__AWAY__/inline')"), gesso.h("base", { href: "__AWAY__/" }));
