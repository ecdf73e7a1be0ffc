import { useState } from 'react';
import { specificationChanges } from '../../generator/changes.ts';
import { around, compareLines } from '../../generator/lines.ts';
import { wasPublished } from '../../generator/progress.ts';
import { changeText } from '../../generator/spoken.ts';
import type { Job, JobVersion } from '../../generator/types.ts';
import { Bone, Later } from '../../kit/Skeleton.tsx';
import { When } from '../../words/time.tsx';
import panel from '../Panel.module.css';
import { useCode } from './asking.ts';
import { CodeOf } from './CodeView.tsx';
import { Select } from './inputs.tsx';
import { type JobWords, jobWords } from './jobWords.ts';
import styles from './Make.module.css';

/** Equal lines shown around a change. */
const CONTEXT = 3;

/** All versions; any two of them side by side, with what is different. */
export function Versions({ job }: { readonly job: Job }) {
  const w = jobWords();
  const { versions } = job;
  const [chosen, setChosen] = useState<readonly [number, number]>();
  const last = versions.at(-1);
  if (!last) return null;
  const [left, right] = chosen ?? [versions.at(-2)?.n ?? last.n, last.n];
  const of = (n: number) => versions.find((one) => one.n === n) ?? last;
  const options = versions.map((one) => ({ value: String(one.n), label: w.versionN(one.n) }));
  if (versions.length === 1)
    return (
      <section className={panel.section} data-testid="make-versions">
        <h3>{w.versions}</h3>
        <Card version={last} job={job} />
      </section>
    );
  return (
    <section className={panel.section} data-testid="make-versions">
      <h3>{w.versions}</h3>
      <div className={styles.pair}>
        <div className={styles.tight}>
          <Select
            label={w.compareLeft}
            value={String(left)}
            options={options}
            testId="compare-left"
            onChange={(n) => setChosen([Number(n), right])}
          />
          <Card version={of(left)} job={job} />
        </div>
        <div className={styles.tight}>
          <Select
            label={w.compareRight}
            value={String(right)}
            options={options}
            testId="compare-right"
            onChange={(n) => setChosen([left, Number(n)])}
          />
          <Card version={of(right)} job={job} />
        </div>
      </div>
      {left !== right && (
        <>
          <h4 className={styles.sub}>{w.inWords}</h4>
          <Changes before={of(left)} after={of(right)} />
          <details className={styles.more}>
            <summary>{w.inCode}</summary>
            <CodeDiff job={job.job} before={of(left)} after={of(right)} />
          </details>
        </>
      )}
    </section>
  );
}

function Card({ version, job }: { readonly version: JobVersion; readonly job: Job }) {
  const w = jobWords();
  const { n, words, provider, mode, model, checks, test, appVersion, at } = version;
  const by = [provider, model, mode].filter(Boolean).join(', ');
  return (
    <div className={styles.card} data-testid={`version-${n}`}>
      <strong className="figures">{wasPublished(version) ? appVersion : w.notPublished}</strong>
      <span>{words || (n === 1 ? w.first : '')}</span>
      <span className={panel.hint}>
        {by && `${w.madeBy(by)}, `}
        <When at={at} />
      </span>
      {checks && (
        <span className={panel.hint}>
          {checks.findings.length === 0
            ? w.noFindings(checks.rules)
            : w.findings(checks.findings.length, checks.rules)}
        </span>
      )}
      {test && (
        <span className={panel.hint}>
          {w.passed(test.steps.filter((one) => one.passed).length, test.steps.length)}
        </span>
      )}
      {job.versions.length > 1 && version.codeHash && (
        <details className={styles.more}>
          <summary>{w.codeOf(n)}</summary>
          <CodeOf job={job.job} version={version} />
        </details>
      )}
    </div>
  );
}

interface PairProps {
  readonly before: JobVersion;
  readonly after: JobVersion;
}

function Changes({ before, after }: PairProps) {
  const w = jobWords();
  const changes =
    before.specification && after.specification
      ? specificationChanges(before.specification, after.specification)
      : [];
  if (changes.length === 0) return <p className={panel.hint}>{w.same}</p>;
  return (
    <ul className={styles.changes} data-testid="spec-changes">
      {changes.map((change) => (
        <li key={`${change.what} ${change.part} ${change.of} ${change.name}`} data-what={change.what}>
          {changeText(change)}
        </li>
      ))}
    </ul>
  );
}

function CodeDiff({ job, before, after }: PairProps & { readonly job: string }) {
  const w = jobWords();
  const [a, b] = [useCode(job, before.n, true), useCode(job, after.n, true)];
  if (a.error || b.error) return <p className={panel.hint}>{w.codeFailed}</p>;
  if (a.data === undefined || b.data === undefined)
    return (
      <Later>
        <Bone h={80} />
      </Later>
    );
  if (a.data === b.data) return <p className={panel.hint}>{w.sameCode}</p>;
  return <Lines before={a.data} after={b.data} w={w} />;
}

const SIGNS = { same: ' ', added: '+', removed: '−' } as const;

function Lines({ before, after, w }: { before: string; after: string; w: JobWords }) {
  const stretches = around(compareLines(before, after), CONTEXT);
  let at = 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section className={styles.code} tabIndex={0} aria-label={w.inCode} data-testid="code-diff">
      <pre>
        {stretches.map((stretch) => {
          const key = at++;
          if (stretch.lines === undefined)
            return (
              <span key={key} className={styles.left}>
                {w.unchanged(stretch.left)}
                {'\n'}
              </span>
            );
          return stretch.lines.map((line) => (
            <span
              key={`${line.before ?? ''} ${line.after ?? ''}`}
              className={styles.diffLine}
              data-what={line.what}
            >
              <i aria-hidden="true">{line.before}</i>
              <i aria-hidden="true">{line.after}</i>
              <b aria-hidden={line.what === 'same' || undefined}>
                {SIGNS[line.what]}
                {line.what !== 'same' && (
                  <span className="hidden">{line.what === 'added' ? w.added : w.gone} </span>
                )}
              </b>
              <span>
                {line.text}
                {'\n'}
              </span>
            </span>
          ));
        })}
      </pre>
    </section>
  );
}
