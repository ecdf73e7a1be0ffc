/**
 * Draws one widget's inside. Whatever the app throws, in any callback or while drawing, ends in its own tile:
 * the canvas and the other widgets never notice. Not here: the frame around it.
 */
import type { MicroAppInstance, MicroAppModule, PreviewModule, SettingsModule, Size } from '@gesso/sdk';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useCanvasHandle } from '../canvas/handle.ts';
import { host } from '../modules.ts';
import { useCanvasState } from '../state/hooks.ts';
import { lookOf, WidgetContext } from './context.ts';
import { useRemote } from './remote.ts';
import { Boundary, Tile, type TileLook } from './Tile.tsx';

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export interface MicroAppHostProps extends TileLook {
  widgetId: string;
  size: Size;
  onOpenSettings?: (() => void) | undefined;
}

export function MicroAppHost({ widgetId, ...rest }: MicroAppHostProps) {
  const appId = useCanvasState((state) => state.widgets[widgetId]?.appId);
  const known = useCanvasState((state) => state.widgets[widgetId]?.state !== undefined);
  if (appId === undefined || !known) return <>{rest.renderLoading?.()}</>;
  return <LoadedTile key={`${appId} ${widgetId}`} widgetId={widgetId} appId={appId} {...rest} />;
}

function LoadedTile({ appId, ...props }: MicroAppHostProps & { appId: string }) {
  const [remote, retry] = useRemote<MicroAppModule>(appId, './Widget');
  const [run, setRun] = useState(0);
  const [crash, setCrash] = useState<string>();
  const crashed = useCallback((error: unknown) => {
    console.error('A micro-app failed:', error);
    setCrash(textOf(error));
  }, []);
  const restart = () => {
    setCrash(undefined);
    setRun((n) => n + 1);
  };
  if (remote.kind === 'loading') return <>{props.renderLoading?.()}</>;
  if (remote.kind === 'failed') return <Tile failure={remote.failure} retry={retry} look={props} />;
  if (crash !== undefined)
    return <Tile failure={{ reason: 'crashed', message: crash }} retry={restart} look={props} />;
  return (
    <Boundary key={run} onError={crashed}>
      <Running {...props} appId={appId} module={remote.module} onCrash={crashed} />
    </Boundary>
  );
}

interface RunningProps extends MicroAppHostProps {
  appId: string;
  module: MicroAppModule;
  onCrash: (error: unknown) => void;
}

/** One instance of an app from mount to unmount. */
function Running({ widgetId, appId, module, size, onOpenSettings, onCrash }: RunningProps) {
  const canvas = useCanvasHandle();
  const [made] = useState(() => {
    const version = host.registry.peek(appId)?.version ?? '';
    const context = new WidgetContext(host, canvas, widgetId, { id: appId, version }, size);
    return { context, instance: module.create(context) }; // what it throws ends in the boundary around
  });
  const { context, instance } = made;
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
  useLayoutEffect(() => context.onSettings(() => onOpenSettings?.()), [context, onOpenSettings]);
  useEffect(() => {
    context.attach();
    guard((app) => app.onMount(context));
    const off = canvas.bus.on('*', (event) => guard((app) => app.onEvent(event)));
    return () => {
      off();
      try {
        instance.onUnmount();
      } catch (error) {
        console.error('A micro-app failed while it was taken down:', error);
      }
      context.dispose();
    };
  }, [canvas, context, guard, instance]);
  const { w, h } = size;
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    context.resized({ w, h });
    guard((app) => app.onResize({ w, h }));
  }, [context, guard, w, h]);
  useEffect(() => host.instances.enter(appId), [appId]);
  const { View } = instance;
  return <View />;
}

export interface MicroAppSettingsProps extends TileLook {
  widgetId: string;
  size: Size;
}

/** The app's own `./Settings` for one widget. */
export function MicroAppSettings({ widgetId, size, ...look }: MicroAppSettingsProps) {
  const appId = useCanvasState((state) => state.widgets[widgetId]?.appId ?? '');
  const canvas = useCanvasHandle();
  const [remote, retry] = useRemote<SettingsModule>(appId, './Settings');
  const [crash, setCrash] = useState<string>();
  const { w, h } = size;
  const context = useMemo(() => {
    const version = host.registry.peek(appId)?.version ?? '';
    return new WidgetContext(host, canvas, widgetId, { id: appId, version }, { w, h });
  }, [canvas, widgetId, appId, w, h]);
  useEffect(() => {
    context.attach();
    return () => context.dispose();
  }, [context]);
  if (remote.kind === 'loading') return <>{look.renderLoading?.()}</>;
  if (remote.kind === 'failed') return <Tile failure={remote.failure} retry={retry} look={look} />;
  if (crash !== undefined)
    return (
      <Tile failure={{ reason: 'crashed', message: crash }} retry={() => setCrash(undefined)} look={look} />
    );
  const Settings = remote.module;
  return (
    <Boundary onError={(error) => setCrash(textOf(error))}>
      <Settings context={context} />
    </Boundary>
  );
}

/** The app's `./Preview`, for the catalogue; nothing while it loads or when it fails. */
export function MicroAppPreview({ appId, ...look }: { appId: string } & TileLook) {
  const [remote] = useRemote<PreviewModule>(appId, './Preview');
  const [failed, setFailed] = useState(false);
  const preferences = useCanvasState((state) => state.preferences);
  if (remote.kind !== 'here' || failed) return <>{look.renderLoading?.()}</>;
  const Preview = remote.module;
  return (
    <Boundary onError={() => setFailed(true)}>
      <Preview theme={lookOf(preferences).theme} />
    </Boundary>
  );
}
