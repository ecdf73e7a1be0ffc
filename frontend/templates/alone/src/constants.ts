import type { Config, Order } from './types.ts';

/** Characters of one entry. */
export const TEXT_MOST = 500;
/** Entries in one widget; its shared state may have 256 KB in all. */
export const ENTRIES_MOST = 300;
export const HEADING_MOST = 80;
/** How long a removal can be taken back from the line at the foot. */
export const UNDO_MILLIS = 8_000;
export const ORDERS: readonly Order[] = ['oldest', 'newest'];
export const DEFAULTS: Config = { heading: '', order: 'oldest' };
