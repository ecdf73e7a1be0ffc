import { Mark } from '../kit/Mark.tsx';
import { Bone, Later } from '../kit/Skeleton.tsx';
import pageStyles from './CanvasPage.module.css';
import styles from './CanvasSkeleton.module.css';
import { boardWords } from './words.ts';

const SHAPES = [
  { key: 'a', rows: 3 },
  { key: 'b', rows: 4 },
  { key: 'c', rows: 3 },
];

/** The shape of a canvas while it opens; shown only when that takes a moment. */
export function CanvasSkeleton() {
  const w = boardWords();
  return (
    <div
      className={pageStyles.page}
      aria-busy="true"
      role="status"
      aria-label={w.loading}
      data-testid="canvas-loading"
    >
      <header className={styles.bar}>
        <Mark />
        <Later>
          <Bone w={148} h={16} />
        </Later>
      </header>
      <div className={pageStyles.middle}>
        <div className={styles.rail} />
        <div className={styles.board}>
          <Later>
            {SHAPES.map(({ key, rows }) => (
              <div key={key} className={styles.frame} style={{ height: rows * 76 }}>
                <Bone w="46%" />
                <Bone w="80%" h={10} />
                <Bone w="66%" h={10} />
              </div>
            ))}
          </Later>
        </div>
      </div>
    </div>
  );
}
