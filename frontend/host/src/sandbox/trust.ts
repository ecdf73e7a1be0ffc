/**
 * Whether a generated app is what this installation published: its signature covers name, version, code and
 * specification. Whoever can put files in the way, or an entry into the list, has no key.
 */
import type { Json, JsonObject } from '@gesso/sdk/protocol';
import { canonical } from '../diagnostics/hash.ts';

export interface Signed {
  readonly id: string;
  readonly version: string;
  readonly integrity: string;
  readonly specification: JsonObject;
  /** Raw public key in base64. */
  readonly key: string;
  readonly signature: string;
}
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** Throws with a reason for people when it is not. */
export async function verify(signed: Partial<Signed>, trusted: readonly string[]): Promise<void> {
  const { id, version, integrity, specification, key, signature } = signed;
  if (!id || !version || !integrity || !specification || !key || !signature)
    throw new Error('This app has no signature: nobody says that it is what was made here.');
  if (!trusted.includes(key)) throw new Error('This app was signed by a key that this server does not know.');
  const digest = await sha256(utf8(canonical(withoutNulls(specification))));
  const text = ['gesso-app-1', id, version, integrity, hex(digest)].join('\n');
  const [raw, sum] = [bytes(key, KEY_BYTES), bytes(signature, SIGNATURE_BYTES)];
  if (!raw || !sum || !(await isSigned(raw, sum, utf8(text))))
    throw new Error('The signature of this app does not fit: it was changed after it was made.');
}

async function isSigned(key: Bytes, signature: Bytes, text: Bytes): Promise<boolean> {
  const own = await ofBrowser(key);
  if (own) return crypto.subtle.verify('Ed25519', own, signature, text);
  // Pages without TLS have no cryptography of the browser's, older browsers have no Ed25519.
  const [ed25519, { sha512 }] = await Promise.all([
    import('@noble/ed25519'),
    import('@noble/hashes/sha2.js'),
  ]);
  ed25519.hashes.sha512 = sha512;
  try {
    return ed25519.verify(signature, text, key, { zip215: false });
  } catch {
    return false;
  }
}
async function ofBrowser(key: Bytes): Promise<CryptoKey | undefined> {
  try {
    return await globalThis.crypto?.subtle?.importKey('raw', key, 'Ed25519', false, ['verify']);
  } catch {
    return undefined;
  }
}
async function sha256(text: Bytes): Promise<Uint8Array> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle) return new Uint8Array(await subtle.digest('SHA-256', text));
  return (await import('@noble/hashes/sha2.js')).sha256(text);
}

type Bytes = Uint8Array<ArrayBuffer>;
const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
const hex = (digest: Uint8Array): string =>
  [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
/** Exactly so many, or undefined. */
function bytes(base64: string, count: number): Bytes | undefined {
  try {
    const read = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return read.length === count ? read : undefined;
  } catch {
    return undefined;
  }
}
/** What is null is not there. */
function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null)
      .map(([name, part]) => [name, withoutNulls(part as Json)]),
  );
}
