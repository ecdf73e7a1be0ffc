const hostile = () => gesso.h("a", { href: "__AWAY__/link", ping: "__AWAY__/ping", target: "_blank", download: "x" }, "Press");
