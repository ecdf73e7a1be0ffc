import { ApiError } from '../http/index.ts';
import { words } from './words.ts';

const spoken = words({
  offline: [
    'The server cannot be reached. Nothing was changed; try again when you are online.',
    'Der Server ist nicht erreichbar. Nichts wurde geändert; versuche es erneut, sobald du online bist.',
  ],
  limited: [
    (seconds: number) => `That was a lot at once. Try again in ${seconds} s.`,
    (seconds: number) => `Das war viel auf einmal. Versuche es in ${seconds} s erneut.`,
  ],
  unavailable: [
    'The server is busy for a moment. Nothing was lost; try again shortly.',
    'Der Server ist gerade beschäftigt. Nichts ging verloren; versuche es gleich erneut.',
  ],
  forbidden: [
    'Your role on this canvas does not allow this. Its owner can change that.',
    'Deine Rolle auf dieser Leinwand erlaubt das nicht. Wem sie gehört, kann das ändern.',
  ],
  lastOwner: [
    'A canvas needs an owner. Make somebody else an owner first.',
    'Eine Leinwand braucht jemanden, dem sie gehört. Mache zuerst eine andere Person dazu.',
  ],
  gone: ['This is no longer here.', 'Das gibt es nicht mehr.'],
  notFound: [
    'It was not found, or you may not see it.',
    'Es wurde nicht gefunden, oder du darfst es nicht sehen.',
  ],
  unknown: [
    'It did not work. What you had entered is still here; try again.',
    'Das hat nicht geklappt. Deine Eingaben sind noch da; versuche es erneut.',
  ],
});

/** What to tell a person about a failed request: what happened and what is safe. */
export function problemText(error: unknown): string {
  const w = spoken.now();
  if (!(error instanceof ApiError)) return w.unknown;
  switch (error.code) {
    case 'offline':
      return w.offline;
    case 'rate-limited':
      return w.limited(Math.ceil(error.retryAfter ?? 1));
    case 'unavailable':
      return w.unavailable;
    case 'forbidden':
      return w.forbidden;
    case 'last-owner':
      return w.lastOwner;
    case 'gone':
      return w.gone;
    case 'not-found':
      return w.notFound;
    default:
      return error.detail || error.title || w.unknown;
  }
}

/** The message for one field of a form, when the server named it. */
export function fieldProblem(error: unknown, field: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.errors.find((one) => one.field === field)?.message;
}

/** The reference that helps to find this failure in the server's log. */
export function referenceOf(error: unknown): string | undefined {
  return error instanceof ApiError ? error.correlation : undefined;
}
