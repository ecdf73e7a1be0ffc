/**
 * Takes away what an app has no use for, before its code runs. The frame's policy is the wall; this is a second one, and makes
 * a mistake fail at once and here. Names stay free for the app's own use.
 */
export const DENIED = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'importScripts',
  'indexedDB',
  'IDBFactory',
  'caches',
  'CacheStorage',
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'MessageChannel',
  'MessagePort',
  'RTCPeerConnection',
  'RTCDataChannel',
  'ServiceWorkerContainer',
  'ServiceWorkerRegistration',
  'PushManager',
  'Notification',
  'FileReaderSync',
  'FileSystemSyncAccessHandle',
  'webkitRequestFileSystem',
  'webkitRequestFileSystemSync',
  'WebAssembly',
  'SharedArrayBuffer',
  'Atomics',
  'navigator',
  'WorkerNavigator',
  'location',
  'WorkerLocation',
  'postMessage',
  'onmessage',
  'onmessageerror',
  'addEventListener',
  'removeEventListener',
  'dispatchEvent',
  'close',
  'eval',
  'Function',
  'Request',
  'Response',
  'createImageBitmap',
  'OffscreenCanvas',
  'FontFace',
  'fonts',
  'reportError',
  'scheduler',
  'trustedTypes',
  'crossOriginIsolated',
  'requestAnimationFrame',
] as const;

export function lock(global: object): void {
  for (const name of DENIED)
    for (let at: object | null = global; at && at !== Object.prototype; at = Object.getPrototypeOf(at))
      if (Object.getOwnPropertyDescriptor(at, name)?.configurable)
        delete (at as Record<string, unknown>)[name];
}

/** What makes code of text is reached by each function as well; the policy refuses it anyway. */
export function sealFunctions(): void {
  for (const sample of [() => {}, async () => {}, function* () {}, async function* () {}]) {
    const prototype = Object.getPrototypeOf(sample) as { constructor?: unknown };
    try {
      Object.defineProperty(prototype, 'constructor', {
        value: undefined,
        writable: false,
        configurable: false,
      });
    } catch {
      // Already taken away.
    }
  }
}
