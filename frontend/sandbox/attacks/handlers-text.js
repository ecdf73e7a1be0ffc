const hostile = () => gesso.h("div", { onclick: "fetch('__AWAY__/onclick')", onmouseover: "x()", onError: "x" }, gesso.h("svg", { onload: "fetch('__AWAY__/onload')" }));
