const x = __TIMES(4000,()__1__TIMES(4000,))__;
