/** What an app's components use. All values are live: a component renders again when what it read changes. */
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type {
  CanvasContext,
  CanvasEvent,
  Edit,
  IntentAnswer,
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
  /** Asks another app for something; see `CanvasContext.intent`. */
  intent(name: string, data: JsonObject): Promise<IntentAnswer>;
  serves(name: string): boolean;
}
/** The app's own backend, and what other apps do for it. */
export function useAPI(): Api {
  const context = useContextOfWidget();
  return useMemo(
    () => ({
      command: (name: string, data: JsonObject, step?: Step) => context.command(name, data, step),
      undo: (edit: Pick<Edit, 'id'>) => context.undo(edit),
      read: (path: string) => context.read(path),
      intent: (name: string, data: JsonObject) => context.intent(name, data),
      serves: (name: string) => context.serves(name),
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

/** Events before the present that one listener is told. */
const MISSED_MOST = 1_000;

export interface EventOptions {
  /** Tells first what happened after this instant (an event's `at`): for a component that comes late. */
  since?: number | undefined;
}

/**
 * Listens to a type (`todo.created`, `chat.*`, `*`) while the component is there; returns a way to tell. With `since`
 * the listener hears what it has missed first, each event once and in order.
 */
export function useEvents(
  type: string,
  listener: (event: CanvasEvent) => void,
  { since }: EventOptions = {},
): (event: MicroAppEvent) => Edit {
  const context = useContextOfWidget();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: who has heard what was missed hears on from there
  useEffect(() => {
    const tell = (event: CanvasEvent) => latest.current(event);
    if (since === undefined) return context.bus.on(type, tell);
    return lateComer(context, type, since, tell);
  }, [context, type]);
  return useCallback((event: MicroAppEvent) => context.bus.emit(event), [context]);
}

/** What was missed comes before what happens meanwhile. Without an answer only the latter comes. */
function lateComer(
  { bus }: CanvasContext,
  pattern: string,
  since: number,
  tell: (event: CanvasEvent) => void,
): () => void {
  let waiting: CanvasEvent[] | undefined = [];
  let gone = false;
  const off = bus.on(pattern, (event) => (waiting ? waiting.push(event) : tell(event)));
  const heard = new Set<string>();
  const tellOnce = (event: CanvasEvent) => {
    const key = `${event.source} ${event.at}`;
    if (gone || heard.has(key)) return;
    heard.add(key);
    try {
      tell(event);
    } catch (error) {
      console.error('A listener of a micro-app failed:', error); // the others are told all the same
    }
  };
  const read = async () => {
    let after: string | undefined;
    do {
      const page = await bus.since(since, { pattern, ...(after === undefined ? {} : { after }) });
      for (const event of page.events) tellOnce(event);
      after = page.next;
    } while (after !== undefined && heard.size < MISSED_MOST && !gone);
  };
  void read()
    .catch(() => {})
    .then(() => {
      const meanwhile = waiting ?? [];
      waiting = undefined;
      for (const event of meanwhile) tellOnce(event);
      heard.clear();
    });
  return () => {
    gone = true;
    off();
  };
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
