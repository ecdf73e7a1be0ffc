const hostile = () => gesso.h("a", { href: "java\tscript:fetch('__AWAY__/address')", formaction: "javascript:1" }, "Press");
