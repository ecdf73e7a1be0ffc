const аttempt = attempt; аttempt("glyph", () => fеtch);
