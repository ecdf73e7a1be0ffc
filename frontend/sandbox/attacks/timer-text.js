attempt("timer", () => setTimeout("fetch('__AWAY__/timer')", 0));
