boot = true;
