import type { ViewNode } from '@gesso/sandbox/wire';
import type { Picture } from '../../generator/types.ts';
import { SandboxStill } from '../../sandbox/index.ts';
import panel from '../Panel.module.css';
import { usePictures } from './asking.ts';
import { jobWords } from './jobWords.ts';
import styles from './Make.module.css';

interface PicturesProps {
  readonly job: string;
  readonly version: number;
}

/** What the app looked like when it was tried out: nothing of its code runs to show it. */
export function Pictures({ job, version }: PicturesProps) {
  const w = jobWords();
  const { data = [] } = usePictures(job, version);
  const shown = data.flatMap(({ of, view }) => {
    const node = read(view);
    return node === undefined ? [] : [{ of, node }];
  });
  if (shown.length === 0) return null;
  const names: Readonly<Record<string, string>> = {
    start: w.atStart,
    filled: w.filledIn,
    dark: w.inTheDark,
    failed: w.whereItFailed,
  };
  return (
    <ul className={styles.pictures} data-testid="pictures">
      {shown.map(({ of, node }) => (
        <li key={of} data-of={of}>
          <SandboxStill view={node} theme={of === 'dark' ? 'dark' : 'light'} title={names[of] ?? of} />
          <span className={panel.hint}>{names[of] ?? of}</span>
        </li>
      ))}
    </ul>
  );
}

function read(view: Picture['view']): ViewNode | undefined {
  try {
    return JSON.parse(view) as ViewNode;
  } catch {
    return undefined;
  }
}
