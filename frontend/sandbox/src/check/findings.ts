import { FINDINGS_MAX } from './limits.ts';

/** What a rule is about, as reports show it and the one who mends the code reads it. */
export type Rule =
  | 'size'
  | 'nesting'
  | 'syntax'
  | 'strict'
  | 'characters'
  | 'imports'
  | 'eval'
  | 'globals'
  | 'names'
  | 'computed'
  | 'internals'
  | 'markup'
  | 'styles'
  | 'addresses'
  | 'secrets'
  | 'loops'
  | 'expressions'
  | 'amounts'
  | 'commands'
  | 'agreement';

/** Lines and columns count from 1. */
export interface Finding {
  readonly rule: Rule;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Collects, each place and rule once, up to a limit. */
export class Findings {
  readonly all: Finding[] = [];
  private readonly seen = new Set<string>();
  private readonly starts: number[] = [0];

  constructor(code: string) {
    for (let at = code.indexOf('\n'); at >= 0; at = code.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  /** `offset` is where in the code, in UTF-16 units. */
  add(rule: Rule, offset: number, message: string): void {
    const key = `${rule} ${offset} ${message}`;
    if (this.all.length >= FINDINGS_MAX || this.seen.has(key)) return;
    this.seen.add(key);
    let [low, high] = [0, this.starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    this.all.push({ rule, line: low + 1, column: offset - (this.starts[low] ?? 0) + 1, message });
  }
}
