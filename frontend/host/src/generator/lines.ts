/** What changed between two texts, line by line: the longest common run of lines stays, the rest came or went. */

export interface Line {
  readonly what: 'same' | 'added' | 'removed';
  readonly text: string;
  /** Its number in the text before; absent for what was added. */
  readonly before?: number;
  /** Its number in the text after; absent for what was removed. */
  readonly after?: number;
}

/** Beyond so many comparisons what differs is told as a whole: all of it went, all of it came. */
export const COMPARED_MOST = 4_000_000;

const split = (text: string): string[] => (text === '' ? [] : text.split('\n'));

export function compareLines(before: string, after: string, most = COMPARED_MOST): Line[] {
  const [a, b] = [split(before), split(after)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const lines: Line[] = [];
  const same = (i: number, j: number) =>
    lines.push({ what: 'same', text: a[i] ?? '', before: i + 1, after: j + 1 });
  const removed = (i: number) => lines.push({ what: 'removed', text: a[i] ?? '', before: i + 1 });
  const added = (j: number) => lines.push({ what: 'added', text: b[j] ?? '', after: j + 1 });
  for (let i = 0; i < head; i++) same(i, i);
  const [n, m] = [a.length - tail - head, b.length - tail - head];
  const lengths = n * m > most ? undefined : commonLengths(a.slice(head, head + n), b.slice(head, head + m));
  let [i, j] = [0, 0];
  while (i < n || j < m) {
    const at = (x: number, y: number) => lengths?.[x * (m + 1) + y] ?? 0;
    if (lengths && i < n && j < m && a[head + i] === b[head + j]) same(head + i++, head + j++);
    else if (i < n && (j >= m || !lengths || at(i + 1, j) >= at(i, j + 1))) removed(head + i++);
    else added(head + j++);
  }
  for (let k = 0; k < tail; k++) same(head + n + k, head + m + k);
  return lines;
}

/** How many lines two rests have in common at most, by where each begins. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  return lengths;
}

/** A run of lines that are shown, or how many equal ones are left out. */
export type Stretch =
  | { readonly lines: readonly Line[]; readonly left?: undefined }
  | { readonly left: number; readonly lines?: undefined };

/** What changed, with so many equal lines around it. */
export function around(lines: readonly Line[], context: number): Stretch[] {
  const near = lines.map(() => false);
  lines.forEach(({ what }, at) => {
    if (what === 'same') return;
    for (let i = Math.max(0, at - context); i <= Math.min(lines.length - 1, at + context); i++)
      near[i] = true;
  });
  const stretches: Stretch[] = [];
  for (let at = 0; at < lines.length; ) {
    const shown = near[at];
    let end = at;
    while (end < lines.length && near[end] === shown) end++;
    stretches.push(shown ? { lines: lines.slice(at, end) } : { left: end - at });
    at = end;
  }
  return stretches;
}
