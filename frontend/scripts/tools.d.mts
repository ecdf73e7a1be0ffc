export function buildTools(into: string, parts: string): Promise<void>;
