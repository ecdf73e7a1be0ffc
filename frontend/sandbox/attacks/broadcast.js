attempt("channel", () => { const channel = new BroadcastChannel("gesso"); channel.postMessage({ t: "sign-out" }); });
