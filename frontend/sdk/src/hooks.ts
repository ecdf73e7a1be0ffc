/** What an app's components use. All values are live: a component renders again when what it read changes. */
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type {
  CanvasContext,
  CanvasEvent,
  Edit,
  MicroAppEvent,
  Step,
  WidgetSnapshot,
  WidgetState,
} from './contract.ts';
import { useContextOfWidget } from './define.tsx';
import type { Json, JsonObject } from './protocol.ts';

function useSnapshot(context: CanvasContext): WidgetSnapshot {
  return useSyncExternalStore(
    useCallback((listener: () => void) => context.subscribe(listener), [context]),
    useCallback(() => context.snapshot(), [context]),
  );
}

export interface Canvas extends WidgetSnapshot {
  canvasId: string;
  widgetId: string;
  user: { readonly id: string; readonly name: string };
  nameOf(user: string): string | undefined;
  openSettings(): void;
  /** Merges keys into the shared state; null takes one away. For one key there is `useSharedState`. */
  setState(patch: Partial<WidgetState>): Edit;
}
/** Where this widget is, who looks at it and how. */
export function useCanvas(): Canvas {
  const context = useContextOfWidget();
  const snapshot = useSnapshot(context);
  return useMemo(
    () => ({
      ...snapshot,
      canvasId: context.canvasId,
      widgetId: context.widgetId,
      user: context.user,
      nameOf: (user: string) => context.nameOf(user),
      openSettings: () => context.openSettings(),
      setState: (patch: Partial<WidgetState>) => context.setState(patch),
    }),
    [context, snapshot],
  );
}

/** Who else is writing in this widget now, by id. */
export function useTyping(): readonly string[] {
  const context = useContextOfWidget();
  return useSyncExternalStore(
    useCallback((listener: () => void) => context.onTyping(listener), [context]),
    useCallback(() => context.typing(), [context]),
  );
}

export interface Api {
  /** A command of the app's backend; shown at once, durable when `done` resolves. */
  command(name: string, data: JsonObject, step?: Step): Edit;
  /** Takes back an own edit, with everything of the same step. */
  undo(edit: Pick<Edit, 'id'>): Edit;
  read(path: string): Promise<Json>;
}
/** The app's own backend. */
export function useAPI(): Api {
  const context = useContextOfWidget();
  return useMemo(
    () => ({
      command: (name: string, data: JsonObject, step?: Step) => context.command(name, data, step),
      undo: (edit: Pick<Edit, 'id'>) => context.undo(edit),
      read: (path: string) => context.read(path),
    }),
    [context],
  );
}

/** One top-level key of the widget's shared state; last writer wins; null removes it. */
export function useSharedState<T extends Json>(key: string, initial: T): [T, (value: T | null) => void] {
  const context = useContextOfWidget();
  const value = useSnapshot(context).state[key];
  const set = useCallback((next: T | null) => void context.setState({ [key]: next }), [context, key]);
  return [value === undefined ? initial : (value as T), set];
}

/** Listens to a type (`todo.created`, `chat.*`, `*`) while the component is there; returns a way to tell. */
export function useEvents(
  type: string,
  listener: (event: CanvasEvent) => void,
): (event: MicroAppEvent) => void {
  const context = useContextOfWidget();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => context.bus.on(type, (event) => latest.current(event)), [context, type]);
  return useCallback((event: MicroAppEvent) => context.bus.emit(event), [context]);
}

/** The widget's settings with defaults, and a way to change some of them. */
export function useConfig<T extends JsonObject>(defaults: T): [T, (change: Partial<T>) => void] {
  const context = useContextOfWidget();
  const { config } = useSnapshot(context);
  const configure = useCallback(
    (change: Partial<T>) => void context.configure({ ...context.snapshot().config, ...change } as JsonObject),
    [context],
  );
  return [useMemo(() => ({ ...defaults, ...config }) as T, [defaults, config]), configure];
}
