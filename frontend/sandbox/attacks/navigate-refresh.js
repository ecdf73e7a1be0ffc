const hostile = () => gesso.h("meta", { "http-equiv": "refresh", content: "0;url=__AWAY__/refresh" });
