Object.prototype.polluted = "yes"; Array.prototype.map = null; JSON.parse('{"__proto__": {"polluted": "yes"}}');
