import type { ChatConfig, EmojiGroup } from './types.ts';

export { KEPT_MAX, MENTIONS_MAX, TEXT_MAX } from './generated/chat.ts';
/** How long a removal can be taken back from the line above the field. */
export const UNDO_MILLIS = 8_000;
/** Messages drawn at first, and more of them at each step up. */
export const DRAWN_STEP = 80;
/** Messages asked of the server at each step up. */
export const PAGE_STEP = 60;
/** Messages of one person so close together stand under one name. */
export const GROUP_MILLIS = 5 * 60_000;
/** Lines of other apps that are remembered, and how close together they are joined. */
export const ACTIVITY_MAX = 50;
export const JOIN_MILLIS = 60_000;
/** Pixels from an end that count as being there. */
export const NEAR_PX = 48;
/** Letters shown of a long message before "Show all". */
export const FOLD_LETTERS = 1_200;
/** From here on the field says how much room is left. */
export const ROOM_SHOWN = 400;

export const DEFAULTS: ChatConfig = { showEvents: true, density: 'cosy' };
export const QUICK = ['👍', '❤️', '😂', '🎉', '👀', '✅'] as const;
export const EMOJI: readonly { group: EmojiGroup; all: readonly string[] }[] = [
  { group: 'often', all: [...QUICK, '🙏', '👏', '🔥', '💯', '🤔', '👎'] },
  { group: 'faces', all: ['😀', '😄', '😅', '🙂', '😉', '😍', '😎', '🤩', '😮', '😢', '😡', '😴'] },
  { group: 'hands', all: ['👋', '🙌', '💪', '🤝', '✌️', '👌', '🫶', '💙', '💚', '💛', '💜', '💔'] },
  { group: 'things', all: ['🚀', '⭐', '💡', '📌', '📎', '📅', '⏰', '☕', '🍕', '🎂', '🌱', '⚠️'] },
];
