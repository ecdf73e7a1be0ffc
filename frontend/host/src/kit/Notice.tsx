import type { ReactNode } from 'react';
import styles from './Notice.module.css';

interface NoticeProps {
  readonly drawing?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** A reference that support can look up, offered to copy. */
  readonly reference?: string | undefined;
  readonly referenceLabel?: string;
  readonly tone?: 'calm' | 'bad';
  /** It is all that the page says. */
  readonly page?: boolean;
  readonly testId?: string;
}

/** A whole view's word: empty, failed, or not allowed. Says what happened, what is safe, what to do. */
export function Notice({
  drawing,
  title,
  children,
  actions,
  reference,
  referenceLabel,
  tone = 'calm',
  page = false,
  testId,
}: NoticeProps) {
  return (
    <section className={styles.notice} role={tone === 'bad' ? 'alert' : undefined} data-testid={testId}>
      {drawing && <div className={styles.drawing}>{drawing}</div>}
      {page ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children && <div className={styles.words}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
      {reference && (
        <p className={styles.reference}>
          {referenceLabel} <code>{reference}</code>
        </p>
      )}
    </section>
  );
}
