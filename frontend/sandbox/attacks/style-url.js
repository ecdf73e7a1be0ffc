const hostile = () => gesso.h("div", { style: "background: url(__AWAY__/css)", class: "x" }, "styled");
