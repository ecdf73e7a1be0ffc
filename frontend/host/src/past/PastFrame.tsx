import { millisOf } from '@gesso/sdk/protocol';
import { FastForward, History, LoaderCircle } from 'lucide-react';
import { useNow } from '../board/useNow.ts';
import { useLanguage } from '../words/words.ts';
import { spokenLength, spokenTime } from './axis.ts';
import styles from './Past.module.css';
import { usePlayhead } from './past.ts';
import { sentence, who } from './sentences.ts';
import { pastWords } from './words.ts';

/** Around everything that is shown: no way to mistake the past for the present. */
export function PastFrame() {
  const w = pastWords();
  const language = useLanguage();
  const at = usePlayhead((state) => state.at) ?? 0;
  const busy = usePlayhead((state) => state.busy);
  const jump = usePlayhead((state) => state.jump);
  const newest = usePlayhead((state) => state.newest);
  const now = useNow(30_000);
  return (
    <>
      <div className={styles.edge} data-testid="past-frame" />
      <section className={styles.chip} aria-label={w.past} data-testid="past-chip">
        {jump !== undefined ? (
          <FastForward aria-hidden="true" />
        ) : busy ? (
          <LoaderCircle className={styles.turning} aria-label={w.busy} role="img" />
        ) : (
          <History aria-hidden="true" />
        )}
        <strong>{spokenTime(millisOf(at), now, language, true)}</strong>
        {jump !== undefined ? (
          <span>{w.later(spokenLength(jump, language))}</span>
        ) : (
          newest && (
            <span>
              {who(newest.by)} {sentence(newest)}
            </span>
          )
        )}
      </section>
    </>
  );
}
