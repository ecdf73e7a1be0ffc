attempt("xhr", () => {
  const request = new XMLHttpRequest();
  request.open("POST", "__AWAY__/xhr");
  request.send("secret");
});
