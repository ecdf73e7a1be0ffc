attempt("state", () => gesso.setState({ collections: { notes: [{ id: "x", values: { title: "Mine" }, by: "u-owner" }] } }));
