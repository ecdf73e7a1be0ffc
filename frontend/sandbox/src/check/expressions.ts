/** Patterns that take very long for a short text. Not a proof: the worker's heartbeat is what ends those that remain. */

/** Whether something that repeats holds something that repeats, or a choice, without an end to it. */
export function isSlow(pattern: string): boolean {
  /** For each open group: whether something within it repeats without end, or it is a choice. */
  const open: boolean[] = [false];
  let group: boolean | undefined;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at];
    const closed = group;
    group = undefined;
    if (sign === '\\') at++;
    else if (sign === '[') at = endOfClass(pattern, at);
    else if (sign === '(') {
      open.push(false);
      if (pattern[at + 1] === '?') at += 2;
    } else if (sign === ')') {
      group = open.pop() ?? false;
      if (group) open[open.length - 1] = true;
    } else if (sign === '|') open[open.length - 1] = true;
    else if (isEndless(pattern, at)) {
      if (closed) return true;
      open[open.length - 1] = true;
    }
  }
  return false;
}

/** `*`, `+`, `{n,}` or a bound so high that it is none. */
function isEndless(pattern: string, at: number): boolean {
  if (pattern[at] === '*' || pattern[at] === '+') return true;
  const bounds = pattern[at] === '{' ? /^\{(\d+)(,(\d*))?\}/.exec(pattern.slice(at)) : null;
  return bounds !== null && (bounds[3] === '' || Number(bounds[3] ?? bounds[1]) > 20);
}

function endOfClass(pattern: string, from: number): number {
  let at = from + 1;
  while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1;
  return at;
}
