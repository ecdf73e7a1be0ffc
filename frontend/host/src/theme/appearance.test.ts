import { beforeEach, describe, expect, it } from 'vitest';
import { applyAppearance, languageOf, prefersStillness } from './appearance.ts';

const root = document.documentElement;

describe('appearance', () => {
  beforeEach(() => applyAppearance(root, { theme: 'system', reducedMotion: 'system' }));

  it('[S5] writes a chosen theme and takes it back when the device decides again', () => {
    applyAppearance(root, { theme: 'dark', reducedMotion: 'system' });
    expect(root.dataset.theme).toBe('dark');
    applyAppearance(root, { theme: 'system', reducedMotion: 'system' });
    expect(root.dataset.theme).toBeUndefined();
  });

  it('[S5] lets the chosen motion win over the device', () => {
    applyAppearance(root, { theme: 'system', reducedMotion: 'on' });
    expect(prefersStillness(root)).toBe(true);
    applyAppearance(root, { theme: 'system', reducedMotion: 'off' });
    expect(prefersStillness(root)).toBe(false);
  });

  it.each([
    ['de', 'en-GB', 'de'],
    ['en', 'de-DE', 'en'],
    ['system', 'de-AT', 'de'],
    ['system', 'fr-FR', 'en'],
    ['', 'en-US', 'en'],
  ])('[S5] chosen %j in a %s browser speaks %s', (chosen, browser, spoken) => {
    expect(languageOf(chosen, browser)).toBe(spoken);
  });
});
