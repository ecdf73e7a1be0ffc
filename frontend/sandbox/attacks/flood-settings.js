setInterval(() => { for (let n = 0; n < 20; n++) gesso.openSettings(); gesso.badge(9999); }, 5);
