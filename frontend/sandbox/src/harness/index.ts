/** The bundle `harness.js`, a script for an engine that has nothing else: defines `gessoHarness`. */
export { lifecycle, type Report, type Step } from './lifecycle.ts';
