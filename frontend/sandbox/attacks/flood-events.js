for (let n = 0; n < 50000; n++) gesso.emit("flood.blew", { n });
