/** Which text is looked at at all, and how long. */

/** Counts up whenever a rule is added or means something else: a report says by which rules it was made. */
export const RULES_VERSION = 1;

/** UTF-8 bytes of an app's code. */
export const CODE_BYTES_MAX = 64 * 1024;
/** Brackets within brackets, before the parser is asked: it calls itself for each. */
export const BRACKETS_MAX = 200;
/** Operators in a row between two brackets, commas or semicolons; for the same reason. */
export const OPERATORS_MAX = 400;
export const TOKENS_MAX = 40_000;
export const NODES_MAX = 20_000;
/** Nodes within nodes. */
export const DEPTH_MAX = 500;
/** What is found past that is more of the same. */
export const FINDINGS_MAX = 50;
/** Numbers that make a text or a list at once. */
export const SIZE_MAX = 10_000;
/** Turns of one loop whose bound is a number. */
export const TURNS_MAX = 100_000;
