attempt("list", () => gesso.setState({ all: Array.from({ length: 300000 }, (_, n) => n) }));
