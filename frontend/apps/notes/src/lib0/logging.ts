/** What Yjs says to developers, without the colours, which are larger than all that it ever says. */

export const BOLD = '';
export const UNBOLD = '';
export const ORANGE = '';
export const RED = '';
export const print = (...words: unknown[]): void => console.warn(...words);
export const warn = print;
