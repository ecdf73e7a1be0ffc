import { X } from 'lucide-react';
import { words } from '../words/words.ts';
import styles from './ToastArea.module.css';
import { dismiss, useToasts } from './toasts.ts';

const useWords = words({ dismiss: ['Dismiss', 'Schließen'] });

/** Where toasts are shown and announcements spoken; once per page. */
export function ToastArea() {
  const { shown, said } = useToasts();
  const w = useWords();
  return (
    <>
      <div className="hidden" aria-live="polite" data-testid="announcer">
        <span key={said.nr}>{said.text}</span>
      </div>
      <div className={styles.area} role="status" aria-live="polite">
        {shown.map((one) => (
          <div key={one.id} className={styles.toast} data-tone={one.tone} data-testid="toast">
            <span>{one.text}</span>
            {one.action && (
              <button
                type="button"
                className={styles.action}
                onClick={() => {
                  one.action?.run();
                  dismiss(one.id);
                }}
              >
                {one.action.label}
              </button>
            )}
            <button
              type="button"
              className={styles.close}
              aria-label={w.dismiss}
              onClick={() => dismiss(one.id)}
            >
              <X />
            </button>
          </div>
        ))}
      </div>
    </>
  );
}
