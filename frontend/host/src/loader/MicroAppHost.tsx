/**
 * Draws one widget's inside. Whatever the app throws, in any callback or while drawing, ends in its own tile:
 * the canvas and the other widgets never notice. Not here: the frame around it.
 */
import type {
  Intent,
  JsonObject,
  MicroAppInstance,
  MicroAppModule,
  PreviewModule,
  SettingsModule,
  Size,
} from '@gesso/sdk';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useCanvasHandle } from '../canvas/handle.ts';
import { host } from '../modules.ts';
import { appOf, releaseOf, versionOf } from '../registry/types.ts';
import { useCanvasState, useWidgetPart } from '../state/hooks.ts';
import type { Widget } from '../state/types.ts';
import { lookOf, WidgetContext } from './context.ts';
import { useRemote } from './remote.ts';
import { useOutOfUse } from './standing.ts';
import { Boundary, Tile, type TileLook } from './Tile.tsx';

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export interface MicroAppHostProps extends TileLook {
  widgetId: string;
  size: Size;
  onOpenSettings?: (() => void) | undefined;
  /** The past is shown before it: it stays what it is. */
  behind?: boolean | undefined;
}

export function MicroAppHost({ widgetId, behind, ...rest }: MicroAppHostProps) {
  const now = useWidgetPart(widgetId, (widget) => (widget?.state ? releaseIn(widget) : undefined));
  const kept = useRef(now);
  if (!behind) kept.current = now;
  const release = kept.current;
  if (release === undefined) return <>{rest.renderLoading?.()}</>;
  return <AllowedTile key={`${release} ${widgetId}`} widgetId={widgetId} release={release} {...rest} />;
}

/** Lets go of a version that operators took out of use: nothing of it runs any more, and none of its code is kept. */
function AllowedTile(props: MicroAppHostProps & { release: string }) {
  const { release } = props;
  const gone = useOutOfUse(appOf(release), versionOf(release));
  useEffect(() => {
    if (gone) host.loader.unloadModule(release);
  }, [gone, release]);
  if (!gone) return <LoadedTile {...props} />;
  const { reason: message, forNow, instead } = gone;
  return <Tile failure={{ reason: 'gone', message, forNow, instead }} retry={() => {}} look={props} />;
}

/** Exactly the version that the widget was added or upgraded with. */
const releaseIn = (widget: Widget | undefined): string | undefined =>
  widget && releaseOf(widget.appId, widget.appVersion);

function LoadedTile({ release, ...props }: MicroAppHostProps & { release: string }) {
  const [remote, retry] = useRemote<MicroAppModule>(release, './Widget');
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
    <Boundary key={`${run} ${copyOf(remote.module)}`} onError={crashed}>
      <Running {...props} release={release} module={remote.module} onCrash={crashed} />
    </Boundary>
  );
}

let copies = 0;
const numbers = new WeakMap<object, number>();
/** Another copy of an app's code is another app: what ran before is taken down. */
function copyOf(module: MicroAppModule): number {
  const known = numbers.get(module) ?? ++copies;
  numbers.set(module, known);
  return known;
}

interface RunningProps extends MicroAppHostProps {
  release: string;
  module: MicroAppModule;
  onCrash: (error: unknown) => void;
}

/** One instance of an app from mount to unmount. */
function Running({ widgetId, release, module, size, onOpenSettings, onCrash }: RunningProps) {
  const canvas = useCanvasHandle();
  const [made] = useState(() => {
    const app = { id: appOf(release), version: versionOf(release) };
    const context = new WidgetContext(host, canvas, widgetId, app, size);
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
    const close = instance.onIntent && canvas.intents.offer(widgetId, serving(instance, onCrash));
    return () => {
      off();
      close?.();
      try {
        instance.onUnmount();
      } catch (error) {
        console.error('A micro-app failed while it was taken down:', error);
      }
      context.dispose();
    };
  }, [canvas, context, guard, instance, onCrash, widgetId]);
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
  useEffect(() => host.instances.enter(release), [release]);
  const { View } = instance;
  return <View />;
}

/** What an app throws when it is asked for something ends in its tile, unless it declines in so many words. */
const serving =
  (instance: MicroAppInstance, onCrash: (error: unknown) => void) =>
  async (intent: Intent): Promise<JsonObject> => {
    try {
      return (await instance.onIntent?.(intent)) ?? {};
    } catch (error) {
      const { name = '' } = error instanceof Error ? error : {};
      if (name !== 'IntentDeclined' && name !== 'EditRefused') onCrash(error);
      throw error;
    }
  };

export interface MicroAppSettingsProps extends TileLook {
  widgetId: string;
  size: Size;
}

/** The app's own `./Settings` for one widget. */
export function MicroAppSettings({ widgetId, size, ...look }: MicroAppSettingsProps) {
  const release = useWidgetPart(widgetId, (widget) => releaseIn(widget) ?? '');
  const canvas = useCanvasHandle();
  const [remote, retry] = useRemote<SettingsModule>(release, './Settings');
  const [crash, setCrash] = useState<string>();
  const { w, h } = size;
  const context = useMemo(() => {
    const app = { id: appOf(release), version: versionOf(release) };
    return new WidgetContext(host, canvas, widgetId, app, { w, h });
  }, [canvas, widgetId, release, w, h]);
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
  const { version = '' } = host.registry.peek(appId) ?? {};
  const [remote] = useRemote<PreviewModule>(releaseOf(appId, version), './Preview');
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
