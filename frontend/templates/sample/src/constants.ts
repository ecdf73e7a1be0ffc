import { TEXT_MAX } from './generated/sample.ts';
import type { Config, Order } from './types.ts';

/** Characters of one entry; the same limit as in the backend. */
export const TEXT_MOST = TEXT_MAX;
export const HEADING_MOST = 80;
/** How long a removal can be taken back from the line at the foot. */
export const UNDO_MILLIS = 8_000;
export const ORDERS: readonly Order[] = ['oldest', 'newest'];
export const DEFAULTS: Config = { heading: '', order: 'oldest' };
