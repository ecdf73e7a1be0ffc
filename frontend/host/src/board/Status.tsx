import { useStatus } from '../state/index.ts';
import type { SaveStatus } from '../state/types.ts';
import styles from './TopBar.module.css';
import { boardWords } from './words.ts';

type Tone = 'good' | 'warn' | 'bad' | 'calm';
type BoardWords = ReturnType<typeof boardWords.now>;

/** The one status: its words and the tone of its dot. */
export function statusText(status: SaveStatus, w: BoardWords): { text: string; tone: Tone } {
  switch (status.kind) {
    case 'loading':
      return { text: w.loading, tone: 'calm' };
    case 'durable':
      return { text: w.durable, tone: 'good' };
    case 'saving':
      return { text: w.saving(status.count), tone: 'warn' };
    case 'offline':
      return { text: status.count > 0 ? w.offlineWith(status.count) : w.offline, tone: 'bad' };
    case 'reconnecting':
      return { text: status.count > 0 ? w.reconnectingWith(status.count) : w.reconnecting, tone: 'warn' };
    case 'viewing':
      return { text: w.viewing, tone: 'calm' };
    case 'closed':
      return { text: w.closed, tone: 'bad' };
  }
}

export function Status() {
  const w = boardWords();
  const status = useStatus();
  const { text, tone } = statusText(status, w);
  return (
    <p
      className={styles.status}
      role="status"
      data-testid="status"
      data-state={status.kind}
      data-count={'count' in status ? status.count : 0}
      data-tone={tone}
    >
      <span className={styles.dot} />
      <span className={styles.statusText}>{text}</span>
    </p>
  );
}
