attempt("socket", () => new WebSocket("__AWAYWS__/socket"));
