/** One instance of an app in front of one person, from mount to unmount; what it throws ends in its own tile. */
import type { MicroAppInstance, MicroAppModule, PreviewModule, SettingsModule } from '@gesso/sdk';
import {
  Component,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { FakeHost } from './host.ts';
import type { FakeSession } from './session.ts';

export interface Modules {
  Widget: MicroAppModule;
  Settings: SettingsModule;
  Preview: PreviewModule;
}

/** Draws again whenever anything changes. */
export function useFake(host: FakeHost): number {
  const n = useRef(0);
  return useSyncExternalStore(
    useCallback(
      (listener: () => void) =>
        host.subscribe(() => {
          n.current++;
          listener();
        }),
      [host],
    ),
    () => n.current,
  );
}

export function FakeWidget({ session, module }: { session: FakeSession; module: MicroAppModule }) {
  const [run, setRun] = useState(0);
  const [crash, setCrash] = useState<string>();
  const crashed = useCallback((error: unknown) => {
    console.error('The app failed:', error);
    setCrash(error instanceof Error ? error.message : String(error));
  }, []);
  if (crash !== undefined)
    return (
      <Tile
        message={crash}
        retry={() => {
          setCrash(undefined);
          setRun((n) => n + 1);
        }}
      />
    );
  return (
    <Boundary key={`${run} ${copyOf(module)}`} onError={crashed}>
      <Running session={session} module={module} onCrash={crashed} />
    </Boundary>
  );
}

let copies = 0;
const numbers = new WeakMap<object, number>();
/** Another copy of the app's code is another app: what ran before is taken down. */
function copyOf(module: MicroAppModule): number {
  const known = numbers.get(module) ?? ++copies;
  numbers.set(module, known);
  return known;
}

interface RunningProps {
  session: FakeSession;
  module: MicroAppModule;
  onCrash: (error: unknown) => void;
}

function Running({ session, module, onCrash }: RunningProps) {
  const { host } = session;
  useFake(host);
  const [{ context, instance }] = useState(() => {
    const made = session.context();
    return { context: made, instance: module.create(made) };
  });
  const guard = useCallback(
    (callback: (app: MicroAppInstance) => void) => {
      try {
        callback(instance);
      } catch (error) {
        onCrash(error);
      }
    },
    [instance, onCrash],
  );
  useEffect(() => {
    guard((app) => app.onMount(context));
    const off = host.world.bus.on('*', (event) => guard((app) => app.onEvent(event)));
    return () => {
      off();
      try {
        instance.onUnmount();
      } catch (error) {
        console.error('The app failed while it was taken down:', error);
      }
      context.dispose();
    };
  }, [context, guard, host, instance]);
  const { w, h } = session.look.size;
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else guard((app) => app.onResize({ w, h }));
  }, [guard, w, h]);
  const { View } = instance;
  return <View />;
}

/** The app's own settings in front of one person. */
export function FakeSettings({ session, Settings }: { session: FakeSession; Settings: SettingsModule }) {
  const [crash, setCrash] = useState<string>();
  const context = useMemo(() => session.context(), [session]);
  useEffect(() => () => context.dispose(), [context]);
  if (crash !== undefined) return <Tile message={crash} retry={() => setCrash(undefined)} />;
  return (
    <Boundary onError={(error) => setCrash(String(error))}>
      <Settings context={context} />
    </Boundary>
  );
}

function Tile({ message, retry }: { message: string; retry: () => void }) {
  return (
    <div role="alert">
      <p>The app stopped: {message}.</p>
      <button type="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}

class Boundary extends Component<{ onError: (error: unknown) => void; children: ReactNode }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override componentDidCatch(error: unknown) {
    this.props.onError(error);
  }
  override render() {
    return this.state.failed ? null : this.props.children;
  }
}
