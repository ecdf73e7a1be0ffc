attempt("dialogs", () => { alert("x"); prompt("Password"); confirm("x"); print(); });
