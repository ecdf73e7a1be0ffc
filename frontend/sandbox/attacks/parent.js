attempt("parent", () => parent.document.cookie + top.location.href + opener);
