export { Bucket } from './bucket.ts';
export { Bus, type BusCounters } from './bus.ts';
export { BUS_LIMITS } from './limits.ts';
export type { CanvasEventBus, EventListener } from './types.ts';
