import { useSyncExternalStore } from 'react';

/**
 * The page's words, beside the view that says them: `words({ save: ["Save", "Sichern"] })` gives a hook
 * whose result has `save` in the person's language. A phrase with a number in it is a pair of functions.
 */
export type Language = 'en' | 'de';

type Phrase = string | ((...given: never[]) => string);
type Pairs = Record<string, readonly [en: Phrase, de: Phrase]>;
export type Spoken<P extends Pairs> = {
  readonly [K in keyof P]: P[K][0] extends string ? string : P[K][0];
};

let spoken: Language = 'en';
const listeners = new Set<() => void>();

export function language(): Language {
  return spoken;
}

export function speak(next: Language): void {
  if (next === spoken) return;
  spoken = next;
  if (typeof document !== 'undefined') document.documentElement.lang = next;
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, language, language);
}

export interface Words<P extends Pairs> {
  (): Spoken<P>;
  /** The same phrases outside a component. */
  now(): Spoken<P>;
}

export function words<const P extends Pairs>(pairs: P): Words<P> {
  const made: Partial<Record<Language, Spoken<P>>> = {};
  const of = (wanted: Language): Spoken<P> => {
    const index = wanted === 'de' ? 1 : 0;
    made[wanted] ??= Object.fromEntries(
      Object.entries(pairs).map(([name, pair]) => [name, pair[index]]),
    ) as Spoken<P>;
    return made[wanted];
  };
  return Object.assign(() => of(useLanguage()), { now: () => of(spoken) });
}
