const hostile = () => gesso.h("img", { src: "__AWAY__/image" });
