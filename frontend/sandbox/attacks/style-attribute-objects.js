const hostile = () => gesso.h("div", { style: { backgroundImage: "url(__AWAY__/object)" }, background: "__AWAY__/background" }, "styled");
