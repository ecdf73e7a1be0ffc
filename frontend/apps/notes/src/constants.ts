import { NOTE_MAX, UPDATE_MAX } from './generated/notes.ts';
import type { FontSize, NotesConfig, Width } from './types.ts';

/** Every limit and pace of the app. Sizes of the note are characters of base64, as in the backend. */
export const LIMITS = {
  note: NOTE_MAX,
  /** Bytes of one change, below `UPDATE_MAX` when written in base64. */
  updateBytes: Math.floor(UPDATE_MAX / 4) * 3,
  /** With less room than this left nothing can be added: the rest is for taking text away. */
  reserve: 32 * 1024,
  /** Letters and marks of one paste, before anything looks at what they are. */
  pasteLetters: 300_000,
  pasteMarkup: 2_000_000,
  /** From this many pieces on, old ones are merged. */
  piecesToMerge: 100,
  /** A note fuller than this is freed of what was deleted, no more often than this. */
  tidyFrom: NOTE_MAX / 2,
  tidyMillis: 30_000,
  /** While changes are under way the next ones are joined for so long. */
  joinMillis: 60,
  /** Without network changes are joined for longer, up to this. */
  joinMostMillis: 2_000,
  /** What others see of a caret follows it at this pace. */
  caretMillis: 50,
  linkLetters: 2_000,
} as const;

export const DEFAULTS: NotesConfig = { fontSize: 'normal', width: 'full', spellCheck: true };
export const FONT_SIZES: readonly FontSize[] = ['small', 'normal', 'large'];
export const WIDTHS: readonly Width[] = ['full', 'column'];
