const again = () => { Promise.resolve().then(again); }; setTimeout(again, 300); attempt("self", () => self.x);
