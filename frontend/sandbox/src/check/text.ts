/** What can be told of code before it is parsed: its size, its nesting, its characters, its secrets. */
import { type Token, tokenizer } from 'acorn';
import type { Findings } from './findings.ts';
import { BRACKETS_MAX, CODE_BYTES_MAX, OPERATORS_MAX, TOKENS_MAX } from './limits.ts';

/** Without an encoder: the engine of the checks has none. */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** What turns the order of letters around, or cannot be seen: code that reads other than it runs. */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for; \p is unknown to the server's engine
  /[\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2064\ufeff\u00ad\u061c\u180e\ufff9-\ufffb]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|[\u{e0000}-\u{e007f}]|[\ud800-\udfff]/u;
export const isHidden = (text: string): boolean => HIDDEN.test(text);

const SECRETS =
  /\b(?:AKIA[0-9A-Z]{16}|sk-[A-Za-z0-9_-]{20,}|csk-[A-Za-z0-9]{20,}|gh[pousr]_[A-Za-z0-9]{30,}|xox[abprs]-[A-Za-z0-9-]{10,}|AIza[0-9A-Za-z_-]{35}|eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,})|-----BEGIN [A-Z ]*KEY|\b[0-9a-fA-F]{40,}\b/;

/** Whether a parser may be given this at all. */
export function fits(code: string, findings: Findings): boolean {
  const bytes = utf8Bytes(code);
  if (bytes > CODE_BYTES_MAX) {
    findings.add('size', 0, `The code has ${bytes} bytes; ${CODE_BYTES_MAX} are allowed.`);
    return false;
  }
  const hidden = HIDDEN.exec(code);
  if (hidden)
    findings.add(
      'characters',
      hidden.index,
      'There is a character that cannot be seen or that turns the direction of the text around.',
    );
  const secret = SECRETS.exec(code);
  if (secret) findings.add('secrets', secret.index, 'This looks like a key or a password: code is public.');
  return isFlat(code, findings);
}

const OPENS = new Set(['(', '[', '{', '${']);
const CLOSES = new Set([')', ']', '}']);
/** At these an expression begins anew. */
const ENDS = new Set([',', ';', 'const', 'var', 'return', 'throw']);

/** Goes through the tokens one by one, which needs no stack, however deep the code is. */
function isFlat(code: string, findings: Findings): boolean {
  /** Operators since the last end, for each open bracket. */
  const chains: number[] = [0];
  let count = 0;
  try {
    for (const token of tokenizer(code, { ecmaVersion: 2023, sourceType: 'script' })) {
      const { label, binop, prefix } = token.type as Token['type'] & {
        binop: number | null;
        prefix: boolean;
      };
      if (++count > TOKENS_MAX) {
        findings.add('size', token.start, `The code has more than ${TOKENS_MAX} words and signs.`);
        return false;
      }
      if (OPENS.has(label)) chains.push(0);
      else if (CLOSES.has(label)) chains.length > 1 && chains.pop();
      else if (ENDS.has(label)) chains[chains.length - 1] = 0;
      else if (binop !== null || prefix || CHAINING.has(label)) {
        const depth = chains.length - 1;
        chains[depth] = (chains[depth] ?? 0) + 1;
        if ((chains[depth] ?? 0) > OPERATORS_MAX) {
          findings.add('nesting', token.start, `More than ${OPERATORS_MAX} operators in a row.`);
          return false;
        }
      }
      if (chains.length > BRACKETS_MAX) {
        findings.add('nesting', token.start, `More than ${BRACKETS_MAX} brackets within each other.`);
        return false;
      }
    }
  } catch {
    // Without the parser's knowledge a slash may be read wrong: the parser itself will say whether it is.
  }
  return true;
}
/** What nests without brackets and is no operator. */
const CHAINING = new Set(['?', ':', '=>', '=', '_=', 'else', 'if', 'for', 'new', '.', '?.', 'do', 'while']);
