import { Copy } from 'lucide-react';
import { copy } from '../../board/edits.ts';
import type { JobVersion } from '../../generator/types.ts';
import { Button } from '../../kit/Button.tsx';
import { Bone, Later } from '../../kit/Skeleton.tsx';
import { toast } from '../../kit/toasts.ts';
import { problemText } from '../../words/problems.ts';
import panel from '../Panel.module.css';
import { useCode } from './asking.ts';
import { jobWords } from './jobWords.ts';
import styles from './Make.module.css';

interface CodeOfProps {
  readonly job: string;
  readonly version: JobVersion;
}

/** The code of one version, with the lines marked at which the checks found something. */
export function CodeOf({ job, version }: CodeOfProps) {
  const w = jobWords();
  const { data, error, refetch } = useCode(job, version.n, true);
  if (data === undefined)
    return error ? (
      <div className={panel.section}>
        <p className={panel.hint}>
          {w.codeFailed}. {problemText(error)}
        </p>
        <div>
          <Button size="small" onClick={() => refetch()}>
            {w.again}
          </Button>
        </div>
      </div>
    ) : (
      <Later>
        <Bone h={120} />
      </Later>
    );
  const marked = new Set(version.checks?.findings.map((one) => one.line));
  return (
    <div className={panel.section}>
      <div className={panel.line}>
        <span className={`${panel.hint} figures`}>{w.bytes((data.length / 1024).toFixed(1))}</span>
        <Button
          size="small"
          icon={<Copy />}
          data-testid="copy-code"
          onClick={() =>
            void copy(data).then((done) =>
              toast(done ? { text: w.copied } : { text: w.notCopied, tone: 'bad' }),
            )
          }
        >
          {w.copy}
        </Button>
      </div>
      <Code text={data} label={w.codeOf(version.n)} marked={marked} />
    </div>
  );
}

interface CodeProps {
  readonly text: string;
  readonly label: string;
  readonly marked: ReadonlySet<number | undefined>;
}

function Code({ text, label, marked }: CodeProps) {
  const lines = text.split('\n').map((line, i) => ({ line, nr: i + 1 }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section className={styles.code} tabIndex={0} aria-label={label} data-testid="code">
      <pre>
        {lines.map(({ line, nr }) => (
          <span key={nr} className={styles.codeLine} data-nr={nr} data-marked={marked.has(nr) || undefined}>
            {line}
            {'\n'}
          </span>
        ))}
      </pre>
    </section>
  );
}
