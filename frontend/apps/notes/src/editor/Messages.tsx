/** What went wrong, in words, with what to do next. Nothing here hides the text. */
import { useState } from 'react';
import type { SyncState } from '../doc/noteSync.ts';
import styles from './Editor.module.css';
import type { Trouble } from './guards.ts';

const thousands = (letters: number): string =>
  letters >= 1_000_000
    ? `${(letters / 1_000_000).toFixed(1)} million letters`
    : `${letters.toLocaleString()} letters`;

export function wordsOf(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'paste-too-large':
      return `That paste has ${thousands(trouble.letters)}, more than a note can take at once. Nothing was changed. Paste a part of it.`;
    case 'no-room':
      return `There is no room for ${thousands(trouble.letters)} in this note. Nothing was changed. Start another note for it.`;
    case 'no-pictures':
      return 'A note holds text. Pictures cannot be pasted into it.';
    case 'full':
      return 'This note is full. Take something away, or go on in another note.';
  }
}

export interface MessagesProps {
  trouble: Trouble | undefined;
  state: SyncState | undefined;
  forget(): void;
  anew(): void;
}

export function Messages({ trouble, state, forget, anew }: MessagesProps) {
  const refused = state?.refused;
  return (
    <>
      {trouble && (
        <div className={styles.message} role="alert" data-testid="note-trouble">
          <p>{wordsOf(trouble)}</p>
          <button type="button" onClick={forget}>
            Close
          </button>
        </div>
      )}
      {!trouble && state?.full && (
        <div className={styles.message} role="status">
          <p>{wordsOf({ kind: 'full' })}</p>
        </div>
      )}
      {refused && <Refused text={refused.text} detail={refused.detail} anew={anew} />}
      {state && state.unreadable > 0 && (
        <div className={styles.message} role="status" data-testid="note-unreadable">
          <p>
            {state.unreadable === 1
              ? 'One change of this note cannot be read and is left out.'
              : `${state.unreadable} changes of this note cannot be read and are left out.`}
          </p>
        </div>
      )}
    </>
  );
}

/** What was written and not taken is not lost: it can be copied before the note shows what is kept. */
function Refused({ text, detail, anew }: { text: string; detail: string; anew(): void }) {
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <div className={styles.message} role="alert" data-testid="note-refused">
      <p>Your last words were not kept{detail ? `: ${detail}` : ''}. Copy the text before you go on.</p>
      <button type="button" onClick={copy}>
        {copied ? 'Copied' : 'Copy the text'}
      </button>
      <button type="button" onClick={anew}>
        Show what is kept
      </button>
    </div>
  );
}
