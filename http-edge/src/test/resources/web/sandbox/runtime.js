runtime = true;
