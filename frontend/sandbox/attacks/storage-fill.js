attempt("fill", async () => { for (let n = 0; n < 300; n++) gesso.storage.set("key" + n, "x".repeat(9000)); });
