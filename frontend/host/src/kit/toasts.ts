import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'calm' | 'bad';
  readonly action?: { readonly label: string; run(): void };
}

/** Beyond this the oldest goes: toasts are for what just happened. */
const TOASTS_MAX = 3;
const STAY_MS = 6_000;
/** With something to press in it, a toast waits for slow hands. */
const STAY_WITH_ACTION_MS = 10_000;

interface Toasts {
  readonly shown: readonly Toast[];
  /** What a screen reader says next; the number makes equal sentences differ. */
  readonly said: { readonly text: string; readonly nr: number };
}

export const useToasts = create<Toasts>()(() => ({ shown: [], said: { text: '', nr: 0 } }));

let last = 0;

export function toast(given: Omit<Toast, 'id' | 'tone'> & { readonly tone?: Toast['tone'] }): number {
  const made: Toast = { tone: 'calm', ...given, id: ++last };
  useToasts.setState(({ shown }) => ({ shown: [...shown, made].slice(-TOASTS_MAX) }));
  setTimeout(() => dismiss(made.id), made.action ? STAY_WITH_ACTION_MS : STAY_MS);
  return made.id;
}

export function dismiss(id: number): void {
  useToasts.setState(({ shown }) => ({ shown: shown.filter((one) => one.id !== id) }));
}

/** Says something to screen readers only. */
export function announce(text: string): void {
  useToasts.setState(({ said }) => ({ said: { text, nr: said.nr + 1 } }));
}
