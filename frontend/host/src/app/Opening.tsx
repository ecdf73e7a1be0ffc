import { Mark } from '../kit/Mark.tsx';
import { Later } from '../kit/Skeleton.tsx';
import { words } from '../words/words.ts';
import styles from './Opening.module.css';

const useWords = words({ opening: ['Opening Gesso', 'Gesso wird geöffnet'] });

/** While the session of an earlier visit is taken up, or a page's code is on its way. */
export function Opening() {
  const w = useWords();
  return (
    <main className={styles.opening} aria-busy="true" aria-label={w.opening}>
      <Later>
        <Mark size={40} />
      </Later>
    </main>
  );
}
