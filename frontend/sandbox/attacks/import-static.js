import "__AWAY__/static.js";
