attempt("transport", () => new WebTransport("__AWAY__/transport"));
