const hostile = () => {
  let node = gesso.h("b", {}, "x");
  for (let n = 0; n < 20000; n++) node = gesso.h("div", {}, node);
  return node;
};
