setInterval(() => { for (let n = 0; n < 5; n++) console.log("x".repeat(10000)); }, 50);
