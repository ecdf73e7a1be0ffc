/** Bytes as text for JSON. */

/** Arguments of one call; engines take more, but not any number. */
const STRIDE = 8_192;

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += STRIDE)
    text += String.fromCharCode(...bytes.subarray(at, at + STRIDE));
  return btoa(text);
}

/** Undefined for what is no base64. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
