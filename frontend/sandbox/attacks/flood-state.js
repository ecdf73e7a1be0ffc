setInterval(() => { for (let n = 0; n < 2000; n++) gesso.setState({ count: n }); }, 0);
