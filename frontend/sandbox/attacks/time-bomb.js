const begun = Date.now(); setInterval(() => { while (Date.now() - begun > 1200) seen.length = 0; }, 100);
