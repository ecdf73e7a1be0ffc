/** The lines at the foot: what was done and the way back, what could not be, what a file had. */
import styles from './Calendar.module.css';
import { Panel } from './Form.tsx';
import type { Read } from './ics.ts';
import type { Words } from './words.ts';

/** Lines of a report; the rest is counted. */
const REPORT_MAX = 50;

export function Line({ text, action, act }: { text: string; action: string; act(): void }) {
  return (
    <p className={styles.undo} role="status">
      <span>{text}</span>
      <button type="button" onClick={act}>
        {action}
      </button>
    </p>
  );
}

export interface FileReport {
  added: number;
  troubles: Read['troubles'];
}
export function Report({ words, report, close }: { words: Words; report: FileReport; close(): void }) {
  const { added, troubles } = report;
  return (
    <Panel label={words.report} close={close}>
      <div className={styles.form}>
        <h3>{words.report}</h3>
        <div className={styles.fields}>
          {added > 0 && <p>{words.imported(added)}</p>}
          {added === 0 && troubles.length === 0 && <p>{words.nothingNew}</p>}
          <ul className={styles.report}>
            {troubles.slice(0, REPORT_MAX).map(({ trouble, title }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a finished list, never sorted anew
              <li key={i}>
                {title && <b dir="auto">{title}</b>} {words.troubles[trouble]}
              </li>
            ))}
            {troubles.length > REPORT_MAX && <li>{words.hidden(troubles.length - REPORT_MAX)}</li>}
          </ul>
        </div>
        <footer>
          <span />
          <button data-first type="button" className={styles.primary} onClick={close}>
            {words.close}
          </button>
        </footer>
      </div>
    </Panel>
  );
}

export function Empty({ text }: { text: string }) {
  return (
    <div className={styles.empty}>
      <svg viewBox="0 0 64 48" aria-hidden="true">
        <rect x="9" y="8" width="46" height="36" rx="6" />
        <path d="M9 18h46M21 4v8M43 4v8M18 26h6M29 26h6M40 26h6M18 34h6M29 34h6" />
      </svg>
      <p>{text}</p>
    </div>
  );
}
