attempt("nested", () => {
  const text = "fetch('__AWAY__/nested'); importScripts('__AWAY__/nested.js')";
  return new Worker(URL.createObjectURL(new Blob([text])));
});
