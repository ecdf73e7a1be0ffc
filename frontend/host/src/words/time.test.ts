import { describe, expect, it } from 'vitest';
import { ago } from './time.tsx';
import { language, speak, words } from './words.ts';

const NOON = Date.UTC(2026, 10, 22, 12);

describe('words', () => {
  it('says times relative within a day and a date after it', () => {
    expect(ago(NOON - 5_000, NOON, 'en')).toBe('just now');
    expect(ago(NOON - 5 * 60_000, NOON, 'en')).toBe('5 minutes ago');
    expect(ago(NOON - 3 * 3_600_000, NOON, 'de')).toBe('vor 3 Stunden');
    expect(ago(NOON - 9 * 86_400_000, NOON, 'en')).toMatch(/13/);
    expect(ago(NOON + 60_000, NOON, 'en')).toBe('just now');
  });

  it('[S5] speaks the chosen language at once', () => {
    const spoken = words({
      save: ['Save', 'Sichern'],
      left: [(n: number) => `${n} left`, (n: number) => `noch ${n}`],
    });
    expect(spoken.now().left(3)).toBe('3 left');
    speak('de');
    expect(spoken.now().save).toBe('Sichern');
    expect(document.documentElement.lang).toBe('de');
    speak('en');
    expect(language()).toBe('en');
  });
});
