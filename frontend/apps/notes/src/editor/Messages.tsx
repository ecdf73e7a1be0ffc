/** What went wrong, in words, with what to do next. Nothing here hides the text. */
import { useState } from 'react';
import type { SyncState } from '../doc/noteSync.ts';
import type { Words } from '../words.ts';
import styles from './Editor.module.css';
import type { Trouble } from './guards.ts';
import type { EditorWords } from './words.ts';

function textOf(trouble: Trouble, words: Words['troubles']): string {
  switch (trouble.kind) {
    case 'paste-too-large':
      return words.tooLarge(words.letters(trouble.letters));
    case 'no-room':
      return words.noRoom(words.letters(trouble.letters));
    case 'no-pictures':
      return words.noPictures;
    case 'full':
      return words.full;
  }
}

export interface MessagesProps {
  words: EditorWords;
  troubles: Words['troubles'];
  trouble: Trouble | undefined;
  state: SyncState | undefined;
  forget(): void;
  anew(): void;
}

export function Messages({ words, troubles, trouble, state, forget, anew }: MessagesProps) {
  const refused = state?.refused;
  return (
    <>
      {trouble && (
        <div className={styles.message} role="alert" data-testid="note-trouble">
          <p>{textOf(trouble, troubles)}</p>
          <button type="button" onClick={forget}>
            {words.close}
          </button>
        </div>
      )}
      {!trouble && state?.full && (
        <div className={styles.message} role="status">
          <p>{troubles.full}</p>
        </div>
      )}
      {refused && <Refused words={words} refused={refused} anew={anew} />}
      {state && state.unreadable > 0 && (
        <div className={styles.message} role="status" data-testid="note-unreadable">
          <p>{words.unreadable(state.unreadable)}</p>
        </div>
      )}
    </>
  );
}

interface RefusedProps {
  words: EditorWords;
  refused: NonNullable<SyncState['refused']>;
  anew(): void;
}
/** What was written and not taken is not lost: it can be copied before the note shows what is kept. */
function Refused({ words, refused, anew }: RefusedProps) {
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(refused.text).then(() => setCopied(true));
  return (
    <div className={styles.message} role="alert" data-testid="note-refused">
      <p>{words.refused(refused.code, refused.detail)}</p>
      <button type="button" onClick={copy}>
        {copied ? words.copied : words.copy}
      </button>
      <button type="button" onClick={anew}>
        {words.kept}
      </button>
    </div>
  );
}
