const hostile = () => gesso.h("div", {}, ...["app", "document", "location", "fetch", "gessoPorts"].map((id) => gesso.h("a", { id, name: id, href: "__AWAY__/id" }, "x")));
