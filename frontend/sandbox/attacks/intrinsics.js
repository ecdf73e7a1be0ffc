Promise.prototype.then = function () { return this; }; Array.prototype.push = () => 0; JSON.stringify = () => "{}"; Map.prototype.get = () => gesso;
