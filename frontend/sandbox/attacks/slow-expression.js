setTimeout(() => /^(a+)+$/.test("a".repeat(60) + "!"), 300);
