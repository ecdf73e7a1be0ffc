let slow = false; setTimeout(() => { slow = true; gesso.local("slow", 0)[1](1); }, 300); const hostile = () => { while (slow) seen.length = 0; return gesso.h("p", {}, "drawn"); };
