export { type LinkState, LiveClient, type LiveListener, type LiveOptions, type Probe } from './client.ts';

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
