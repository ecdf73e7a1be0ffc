/** The smaller parts around the messages. */
import type { Edit } from '@gesso/sdk';
import styles from './Chat.module.css';
import { Icon } from './icons.tsx';
import { typingText } from './shown.ts';
import type { Message } from './types.ts';
import type { Note } from './Widget.tsx';

export function Empty({ mayWrite }: { mayWrite: boolean }) {
  return (
    <div className={styles.empty}>
      <svg viewBox="0 0 64 48" aria-hidden="true">
        <path d="M8 8h34a4 4 0 014 4v14a4 4 0 01-4 4H22l-8 7v-7H8a4 4 0 01-4-4V12a4 4 0 014-4z" />
        <path d="M50 18h6a4 4 0 014 4v12a4 4 0 01-4 4h-2v6l-7-6H34M13 16h20M13 22h13" />
      </svg>
      <p>
        {mayWrite
          ? 'A place to talk for everybody on this canvas. Say hello below; @ names somebody.'
          : 'Nobody has written here yet.'}
      </p>
    </div>
  );
}

interface EndBarProps {
  unread: number;
  mentions: number;
  toEnd(): void;
  toMention(): void;
}
export function EndBar({ unread, mentions, toEnd, toMention }: EndBarProps) {
  return (
    <div className={styles.end}>
      {mentions > 0 && (
        <button type="button" onClick={toMention} data-mentions="">
          <Icon name="at" />
          {mentions === 1 ? 'You are mentioned' : `Mentioned ${mentions} times`}
        </button>
      )}
      <button type="button" onClick={toEnd} aria-label={unread === 0 ? 'To the newest message' : undefined}>
        {unread > 0 && <span>{unread === 1 ? '1 new message' : `${unread} new messages`}</span>}
        <Icon name="down" />
      </button>
    </div>
  );
}

export function Typing({ names }: { names: readonly string[] }) {
  return <p className={styles.typing}>{typingText(names)}</p>;
}

interface NoteBarProps {
  note: Note;
  undo(edit: Edit): void;
  remove(message: Message): void;
  close(): void;
}
export function NoteBar({ note, undo, remove, close }: NoteBarProps) {
  switch (note.kind) {
    case 'removed':
      return (
        <p className={styles.note} role="status">
          <span>Message removed.</span>
          <button type="button" onClick={() => undo(note.edit)}>
            Put back
          </button>
        </p>
      );
    case 'sure':
      return (
        <p className={styles.note} role="status">
          <span>Remove it for everybody? It does not come back.</span>
          <button type="button" onClick={() => remove(note.message)}>
            Remove
          </button>
          <button type="button" onClick={close}>
            Keep
          </button>
        </p>
      );
    case 'told':
      return (
        <p className={styles.note} role="status">
          <span>{note.text}</span>
        </p>
      );
  }
}
