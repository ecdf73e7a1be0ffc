attempt("storage", () => localStorage.getItem("gesso.session") + sessionStorage.length + document.cookie);
