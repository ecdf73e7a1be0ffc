/** The start: joins the runtime to its worker, takes away what the app is not to have, and gives it `gesso`. */
import type { BarePorts, FromApp, ToApp, ToWorker } from '../wire.ts';
import { lock, sealFunctions } from './lock.ts';
import { Runtime } from './runtime.ts';

interface WorkerScope {
  gessoPorts?: BarePorts;
  postMessage?(message: unknown): void;
  addEventListener?(type: string, listener: (event: MessageEvent) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
const bare = scope.gessoPorts;
if (bare) {
  delete scope.gessoPorts;
  publish(new Runtime(bare));
} else {
  const post = scope.postMessage?.bind(scope);
  let app: MessagePort | undefined;
  const early: FromApp[] = [];
  const ports: BarePorts = {
    paced: true,
    toFrame: (message) => post?.(message),
    toApp: (message) => (app ? app.postMessage(message) : early.push(message)),
  };
  const runtime = new Runtime(ports);
  scope.addEventListener?.('message', (event: MessageEvent) => {
    const message = event.data as ToWorker;
    const [port] = event.ports;
    if (message?.t === 'port' && port && !app) {
      app = port;
      app.onmessage = (told: MessageEvent) => runtime.fromApp(told.data as ToApp);
      for (const waiting of early.splice(0)) app.postMessage(waiting);
    } else if (message) runtime.fromFrame(message);
  });
  // Before the app has said what it is, the frame hears of it and tells the page that there is no app.
  scope.addEventListener?.('error', (event: Event) => {
    if (!runtime.isDefined) return;
    runtime.fault((event as ErrorEvent).error ?? (event as ErrorEvent).message);
    event.preventDefault();
  });
  scope.addEventListener?.('unhandledrejection', (event: Event) => {
    runtime.fault((event as PromiseRejectionEvent).reason);
    event.preventDefault();
  });
  publish(runtime);
}

function publish(runtime: Runtime): void {
  lock(globalThis);
  sealFunctions();
  Object.defineProperty(globalThis, 'gesso', { value: runtime.gesso, enumerable: true });
}
