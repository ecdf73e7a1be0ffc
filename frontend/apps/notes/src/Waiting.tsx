/** What stands in the editor's place until it has come. */
import styles from './Notes.module.css';
import type { Words } from './words.ts';

interface WaitingProps {
  words: Words;
  failed: boolean;
  again(): void;
}
export function Waiting({ words, failed, again }: WaitingProps) {
  return failed ? (
    <div className={styles.failed} role="alert">
      <p>{words.failed}</p>
      <button type="button" onClick={again}>
        {words.retry}
      </button>
    </div>
  ) : (
    <div className={styles.loading} role="status" aria-label={words.opening}>
      <span />
      <span />
      <span />
    </div>
  );
}
