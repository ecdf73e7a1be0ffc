const kept = []; setTimeout(() => { for (let n = 0; n < 40; n++) kept.push(new Array(1e6).fill(n)); while (true) kept.length = 0; }, 300);
