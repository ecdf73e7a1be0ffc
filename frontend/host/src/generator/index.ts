/**
 * Apps from prompts. This page offers no generation yet: the module is listed in diagnostics as not available,
 * and its counters are the zeros that they are.
 */
export const generator = {
  available: false,
  reason: 'Not available on this server yet',
  counters: { requests: 0, generated: 0 },
} as const;
