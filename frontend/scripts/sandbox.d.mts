export function buildSandbox(root: string, out: string, minify?: boolean): Promise<void>;
