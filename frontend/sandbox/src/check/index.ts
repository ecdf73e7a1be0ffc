/** The bundle `check.js`, a script that any engine runs: defines `gessoCheck`. */
export { validate } from './check.ts';
export { RULES_VERSION } from './limits.ts';
