export { Bus, type BusCounters } from './bus.ts';
export type { CanvasEventBus, EventListener } from './types.ts';
