const x = __TIMES(8000,1+)__1;
