export { LiveClient, type LiveListener, type LiveOptions } from './client.ts';
export type { LinkState, Probe } from './connection.ts';

export { LIMITS } from './limits.ts';
export { CANVAS, LiveModel } from './model.ts';
export {
  canvasesWithEdits,
  clientsWithEdits,
  type KeptEdit,
  memoryOutbox,
  type Outbox,
  storedOutbox,
} from './outbox.ts';
export { connectBrowser } from './socket.ts';
export { clientsOfTab } from './tab.ts';
