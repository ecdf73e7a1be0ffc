attempt("location", () => { location.href = "__AWAY__/location"; });
