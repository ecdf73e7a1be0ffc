for (;;) seen.length = 0;
