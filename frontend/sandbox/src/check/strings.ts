/** What a text in the code must not be: an address, code in disguise, a layer over the page. */
import type { Findings } from './findings.ts';
import { isHidden } from './text.ts';
import { child, children, type Node } from './tree.ts';

/** The text that an expression always gives, as far as that can be read off it. */
export function constant(node: Node | undefined, depth = 0): string | undefined {
  if (!node || depth > 400) return undefined;
  if (node.type === 'Literal')
    return typeof node.value === 'string' || typeof node.value === 'number' ? String(node.value) : undefined;
  if (node.type === 'TemplateLiteral') {
    const parts = children(node, 'quasis').map((one) => (one.value as { cooked?: string }).cooked ?? '');
    const inner = children(node, 'expressions').map((one) => constant(one, depth + 1));
    if (inner.some((one) => one === undefined)) return undefined;
    return parts.map((part, n) => part + (inner[n] ?? '')).join('');
  }
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    const [left, right] = [
      constant(child(node, 'left'), depth + 1),
      constant(child(node, 'right'), depth + 1),
    ];
    return left === undefined || right === undefined ? undefined : left + right;
  }
  return undefined;
}

/** Browsers leave out blanks and control characters in an address: so does this. */
const ADDRESS =
  /(?:^|[\s"'(=])\/\/[\w[]|(?:https?|wss?|ftp|file):\/\/|(?:javascript|vbscript|livescript):|blob:(?:https?|null)|data:[\w-]+\/|data:[;,]|(?:stun|turn)s?:[\w.]|url\(|@import|image-set\(/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for; \p is unknown to the server's engine
const LEFT_OUT = /[\u0000-\u001f\u007f-\u00a0]/g;
const LAYER =
  /position\s*:\s*(?:fixed|absolute|sticky)|z-index\s*:|expression\s*\(|-moz-binding|behavior\s*:/i;
/** Elements written as text. */
const ELEMENT =
  /<\s*\/?\s*(?:script|iframe|object|embed|style|link|meta|base|svg|img|form)\b|\bon\w+\s*=\s*["']/i;

export function lookAtText(text: string, offset: number, findings: Findings): void {
  if (isHidden(text))
    findings.add('characters', offset, 'A text has a character that cannot be seen or turns letters around.');
  if (ADDRESS.test(text.replace(LEFT_OUT, '')))
    findings.add(
      'addresses',
      offset,
      'An app has no addresses in its code: it cannot fetch or lead elsewhere.',
    );
  if (text.includes('__proto__'))
    findings.add('internals', offset, '“__proto__” leads behind the values that an app has.');
  if (ELEMENT.test(text))
    findings.add('markup', offset, 'A text has markup in it; texts are shown as they are.');
  if (LAYER.test(text.replace(/\/\*.*?\*\//g, '')))
    findings.add('styles', offset, 'A style lays something over the rest; an app stays in its own flow.');
}
