setTimeout(() => { while (true) seen.length = 0; }, 300);
