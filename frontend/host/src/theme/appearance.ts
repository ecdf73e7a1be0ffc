import type { Language } from '../words/words.ts';

/** What a person chose for how Gesso looks; `system` follows the device. */
export interface Appearance {
  readonly theme: 'system' | 'light' | 'dark';
  readonly reducedMotion: 'system' | 'on' | 'off';
}

/** Writes the choice to the root element, where tokens.css and the micro-apps' host read it. */
export function applyAppearance(root: HTMLElement, { theme, reducedMotion }: Appearance): void {
  set(root, 'data-theme', theme === 'system' ? undefined : theme);
  set(root, 'data-motion', { system: undefined, on: 'reduced', off: 'full' }[reducedMotion]);
}

function set(root: HTMLElement, name: string, value: string | undefined): void {
  if (value === undefined) root.removeAttribute(name);
  else root.setAttribute(name, value);
}

/** True when moves should be fades now: by choice, else by the device. */
export function prefersStillness(root: HTMLElement = document.documentElement): boolean {
  const chosen = root.getAttribute('data-motion');
  if (chosen) return chosen === 'reduced';
  return globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
}

/** The language to speak: the chosen one, else the browser's if Gesso knows it, else English. */
export function languageOf(chosen: string, browser: string): Language {
  const wanted = chosen === 'en' || chosen === 'de' ? chosen : browser.slice(0, 2).toLowerCase();
  return wanted === 'de' ? 'de' : 'en';
}
