export function policy(nonce: string, sockets: string): string;
