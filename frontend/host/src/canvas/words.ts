/** Refusals in a person's words. The server's own sentence is kept where it says more. */
import type { Code } from '@gesso/sdk/protocol';

const WORDS: Record<Code, string> = {
  invalid: 'That does not fit here, so it was put back.',
  'unknown-command': 'This server does not know that step yet, so it was put back.',
  unauthenticated: 'You were signed out before this was saved.',
  forbidden: 'You can look at this canvas but not change it. Ask its owner for the right to edit.',
  'not-found': 'That is not on this canvas any more.',
  gone: 'That was removed by somebody else meanwhile.',
  conflict: 'There is no room for that: something else is there.',
  'operation-reused': 'This step was sent twice with different content; only the first counts.',
  'last-owner': 'A canvas needs an owner: make somebody else an owner first.',
  'too-large': 'That is more than fits into one step.',
  'rate-limited': 'That was too much at once; try again in a moment.',
  unavailable: 'The server could not take this just now.',
  'before-birth': 'The canvas did not exist then.',
  future: 'That moment has not come yet.',
};
export const refusalText = (code: Code, detail: string): string => {
  const words = WORDS[code] ?? 'The server did not take this, so it was put back.';
  return detail && (code === 'invalid' || code === 'conflict') ? `${words} (${detail})` : words;
};
