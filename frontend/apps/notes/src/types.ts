/** What Notes' backend keeps and what its people set. Not here: the rules; the server decides. */
import type { JsonObject } from '@gesso/sdk';

export type { Piece } from './generated/notes.ts';
export type FontSize = 'small' | 'normal' | 'large';
export type Width = 'full' | 'column';
export interface NotesConfig extends JsonObject {
  fontSize: FontSize;
  /** `column` keeps lines short enough to read with ease, however wide the widget is. */
  width: Width;
  spellCheck: boolean;
}
