/** The page's colours for a frame that inherits nothing of it. */

/** Tokens of the theme, without the dashes in front. */
const TOKENS = [
  'paper',
  'surface',
  'surface-2',
  'ink',
  'ink-2',
  'ink-3',
  'line',
  'line-strong',
  'accent',
  'accent-press',
  'on-accent',
  'accent-soft',
  'good',
  'warn',
  'warn-soft',
  'bad',
  'bad-soft',
  'time',
] as const;

/** What each token is within this element now; those that the page does not have are left out. */
export function coloursIn(element: HTMLElement): Record<string, string> {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  try {
    const colours: Record<string, string> = {};
    const tokens = getComputedStyle(element);
    for (const token of TOKENS) {
      const written = tokens.getPropertyValue(`--${token}`).trim();
      if (written === '') continue;
      // Through a property that is a colour, so that `light-dark()` becomes the one that counts here.
      probe.style.color = `var(--${token})`;
      colours[token] = getComputedStyle(probe).color || written;
    }
    return colours;
  } finally {
    probe.remove();
  }
}
