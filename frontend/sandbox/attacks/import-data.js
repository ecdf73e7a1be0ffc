attempt("data", () => import("data:text/javascript,export default 1"));
