/** Which addresses a link in a note may have. Pure. */
import { LIMITS } from '../constants.ts';

const SAFE: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** The address as it may stand in a link; undefined for scripts, data and whatever is no address. */
export function safeAddress(given: unknown): string | undefined {
  if (typeof given !== 'string' || given.length > LIMITS.linkLetters) return undefined;
  const text = given.trim();
  if (text === '') return undefined;
  try {
    return SAFE.has(new URL(text).protocol) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** What a person typed as an address: `example.org` means the web, `a@example.org` a mailbox. */
export function addressOf(typed: string): string | undefined {
  const text = typed.trim();
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return safeAddress(`mailto:${text}`);
  if (/^[a-z][a-z\d+.-]*:/i.test(text) && !/^[\w.-]+:\d+(\/|$)/.test(text)) return safeAddress(text);
  return /^[^\s.]+(\.[^\s.]+)+/.test(text) || /^localhost\b/.test(text)
    ? safeAddress(`https://${text}`)
    : undefined;
}

/** Whether a pasted text is one web address and nothing else. */
export const isAddress = (text: string): boolean =>
  /^https?:\/\/\S+$/.test(text.trim()) && safeAddress(text) !== undefined;
