attempt("screen", () => { document.documentElement.requestFullscreen(); document.body.requestPointerLock(); });
