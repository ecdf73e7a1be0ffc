/** Makes an app's modules from its components and callbacks. Not here: loading, frames, error tiles (the host). */
import { type ComponentType, createContext, createElement, use } from 'react';
import type {
  CanvasContext,
  CanvasEvent,
  Intent,
  MicroAppInstance,
  MicroAppModule,
  MicroAppProps,
  SettingsModule,
  Size,
} from './contract.ts';
import type { JsonObject } from './protocol.ts';

const Context = createContext<CanvasContext | null>(null);

/** The context of the widget that this component belongs to. */
export function useContextOfWidget(): CanvasContext {
  const context = use(Context);
  if (!context) throw new Error('Use the hooks of @gesso/sdk inside a component given to defineMicroApp.');
  return context;
}

const within = (Component: ComponentType<MicroAppProps>, context: CanvasContext) =>
  createElement(Context, { value: context }, createElement(Component, { context }));

export interface MicroAppDefinition {
  Widget: ComponentType<MicroAppProps>;
  /** May return what undoes it; called on unmount. */
  onMount?(context: CanvasContext): undefined | (() => void);
  onUnmount?(context: CanvasContext): void;
  onResize?(size: Size, context: CanvasContext): void;
  /** Every event of the canvas and its apps, own ones too. */
  onEvent?(event: CanvasEvent, context: CanvasContext): void;
  /** Serves the intents of the manifest; throws `IntentDeclined` to say why not. */
  onIntent?(intent: Intent, context: CanvasContext): JsonObject | Promise<JsonObject>;
}

/** The default export of `./Widget`. */
export function defineMicroApp(app: MicroAppDefinition): MicroAppModule {
  return {
    contract: 1,
    create(context): MicroAppInstance {
      let undo: undefined | (() => void);
      return {
        View: () => within(app.Widget, context),
        onMount(mounted) {
          undo = app.onMount?.(mounted) ?? undefined;
        },
        onUnmount() {
          undo?.();
          undo = undefined;
          app.onUnmount?.(context);
        },
        onResize: (size) => app.onResize?.(size, context),
        onEvent: (event) => app.onEvent?.(event, context),
        emitEvent: (event) => {
          context.bus.emit(event);
        },
        getState: () => context.snapshot().state,
        setState: (state) => {
          context.setState(state);
        },
        getConfig: () => context.snapshot().config,
        openSettings: () => context.openSettings(),
        ...(app.onIntent ? { onIntent: (intent: Intent) => serve(app, intent, context) } : {}),
      };
    },
  };
}

const serve = async (app: MicroAppDefinition, intent: Intent, context: CanvasContext): Promise<JsonObject> =>
  (await app.onIntent?.(intent, context)) ?? {};

/** The default export of `./Settings`. */
export const defineSettings =
  (Settings: ComponentType<MicroAppProps>): SettingsModule =>
  ({ context }) =>
    within(Settings, context);
