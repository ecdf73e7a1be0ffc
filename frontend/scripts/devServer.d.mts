export function policy(nonce: string, sockets: string, frame: string): string;
