/** The smaller parts around the messages. */
import type { Edit } from '@gesso/sdk';
import styles from './Chat.module.css';
import { Icon } from './icons.tsx';
import { typingText } from './shown.ts';
import type { Message } from './types.ts';
import type { Note } from './Widget.tsx';
import type { Words } from './words.ts';

export function Empty({ words, mayWrite }: { words: Words; mayWrite: boolean }) {
  return (
    <div className={styles.empty}>
      <svg viewBox="0 0 64 48" aria-hidden="true">
        <path d="M8 8h34a4 4 0 014 4v14a4 4 0 01-4 4H22l-8 7v-7H8a4 4 0 01-4-4V12a4 4 0 014-4z" />
        <path d="M50 18h6a4 4 0 014 4v12a4 4 0 01-4 4h-2v6l-7-6H34M13 16h20M13 22h13" />
      </svg>
      <p>{mayWrite ? words.emptyWrite : words.empty}</p>
    </div>
  );
}

interface EndBarProps {
  words: Words;
  unread: number;
  mentions: number;
  toEnd(): void;
  toMention(): void;
}
export function EndBar({ words, unread, mentions, toEnd, toMention }: EndBarProps) {
  return (
    <div className={styles.end}>
      {mentions > 0 && (
        <button type="button" onClick={toMention} data-mentions="">
          <Icon name="at" />
          {words.mentioned(mentions)}
        </button>
      )}
      <button type="button" onClick={toEnd} aria-label={unread === 0 ? words.toEnd : undefined}>
        {unread > 0 && <span>{words.unread(unread)}</span>}
        <Icon name="down" />
      </button>
    </div>
  );
}

export function Typing({ words, names }: { words: Words; names: readonly string[] }) {
  return <p className={styles.typing}>{typingText(names, words)}</p>;
}

interface NoteBarProps {
  words: Words;
  note: Note;
  undo(edit: Edit): void;
  remove(message: Message): void;
  close(): void;
}
export function NoteBar({ words, note, undo, remove, close }: NoteBarProps) {
  switch (note.kind) {
    case 'removed':
      return (
        <p className={styles.note} role="status">
          <span>{words.removed}</span>
          <button type="button" onClick={() => undo(note.edit)}>
            {words.putBack}
          </button>
        </p>
      );
    case 'sure':
      return (
        <p className={styles.note} role="status">
          <span>{words.sure}</span>
          <button type="button" onClick={() => remove(note.message)}>
            {words.remove}
          </button>
          <button type="button" onClick={close}>
            {words.keep}
          </button>
        </p>
      );
    case 'told':
      return (
        <p className={styles.note} role="status">
          <span>{words[note.text]}</span>
        </p>
      );
  }
}
