/** What this app keeps and what its people set. */
import type { JsonObject } from '@gesso/sdk';

export type { Entry } from './generated/sample.ts';
export type Order = 'oldest' | 'newest';
export interface Config extends JsonObject {
  /** Heading inside the widget; empty for none. */
  heading: string;
  /** What comes first. */
  order: Order;
}
