const isAdmin = false; /*‮ } ⁦if (isAdmin)⁩ ⁦ begin */ attempt("bidi", () => isAdmin);
