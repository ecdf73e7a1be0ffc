/** A small board of emoji. Whoever misses one types it: every emoji of the keyboard is taken. */
import { type KeyboardEvent, useEffect, useRef } from 'react';
import styles from './Chat.module.css';
import { EMOJI } from './constants.ts';
import type { Words } from './words.ts';

interface EmojiPickerProps {
  words: Words;
  label: string;
  pick(emoji: string): void;
  close(): void;
}

const COLUMNS = 6;
const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: COLUMNS,
  ArrowUp: -COLUMNS,
};

export function EmojiPicker({ words, label, pick, close }: EmojiPickerProps) {
  const board = useRef<HTMLDivElement>(null);
  // Another one with each drawing, while the focus is taken once.
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    board.current?.querySelector('button')?.focus({ preventScroll: true });
    // The button beside the board that opened it closes it by its own click.
    const opener = board.current?.parentElement?.querySelector('[aria-expanded]');
    const outside = ({ target }: PointerEvent) => {
      if (target instanceof Node && !board.current?.contains(target) && !opener?.contains(target))
        latest.current();
    };
    document.addEventListener('pointerdown', outside, true);
    return () => document.removeEventListener('pointerdown', outside, true);
  }, []);
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation(); // Esc leaves the board, not the widget
      close();
      return;
    }
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = [...(board.current?.querySelectorAll('button') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    all[Math.min(Math.max(at + step, 0), all.length - 1)]?.focus();
  };
  return (
    <div ref={board} className={styles.picker} role="dialog" aria-label={label} onKeyDown={key}>
      {EMOJI.map(({ group, all }) => (
        <fieldset key={group} aria-label={words.emojiGroups[group]}>
          {all.map((emoji) => (
            <button key={emoji} type="button" onClick={() => pick(emoji)}>
              {emoji}
            </button>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
