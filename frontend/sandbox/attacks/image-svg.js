const hostile = () => gesso.h("svg", {}, gesso.h("image", { href: "__AWAY__/svg", "xlink:href": "__AWAY__/svg2" }), gesso.h("use", { href: "__AWAY__/use#x" }));
