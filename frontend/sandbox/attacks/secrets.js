const key = "sk-live0123456789abcdefghijABCDEFGHIJ"; attempt("key", () => key.length);
