import type { CanvasEvent } from '@gesso/sdk';

export type EventListener = (event: CanvasEvent) => void;
/** Joins the page's parts and the apps; an error in one listener never reaches another. */
export interface CanvasEventBus {
  emit(event: CanvasEvent): void;
  /** Exact type, `todo.*`, `*.created` or `*`. Returns unsubscribe. */
  on(eventType: string, listener: EventListener): () => void;
}
