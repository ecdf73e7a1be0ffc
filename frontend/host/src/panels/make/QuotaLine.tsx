import { timeOf, useQuota } from './asking.ts';
import styles from './Make.module.css';
import { makeWords } from './words.ts';

/** How much may still be made, and what it costs; nothing until the server has said so. */
export function QuotaLine() {
  const w = makeWords();
  const { data } = useQuota();
  if (!data) return null;
  const { used, max, resetsAt, cost } = data;
  if (used >= max)
    return (
      <p className={styles.quota} data-full="" data-testid="make-quota">
        {w.quotaFull(timeOf(resetsAt))}
      </p>
    );
  const free = cost === undefined || cost === null || cost === 0 || cost === 'free';
  return (
    <p className={`${styles.quota} figures`} data-testid="make-quota">
      {w.quota(used, max)} · {free ? w.free : w.costs(String(cost))}
    </p>
  );
}
