attempt("database", async () => { indexedDB.open("gesso"); await caches.open("gesso-apps"); await navigator.storage.getDirectory(); });
