import { Check, Circle, LoaderCircle, Minus, X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { inWork, type JobStep, type StepName, type StepState, stepsOf } from '../../generator/progress.ts';
import { sentencesOf } from '../../generator/spoken.ts';
import { isOver, type Job, type JobVersion } from '../../generator/types.ts';
import { CodeOf } from './CodeView.tsx';
import { jobWords } from './jobWords.ts';
import styles from './Make.module.css';
import { ChecksReport, TestReport } from './Reports.tsx';

/** Every step of what is in work, or of the newest version, each with its state, its time and its report. */
export function Progress({
  job,
  version = inWork(job),
}: {
  readonly job: Job;
  readonly version?: JobVersion;
}) {
  const w = jobWords();
  const steps = stepsOf(job, version);
  const times = useTimes(job, steps);
  return (
    <ol className={styles.steps} aria-label={w.progress} data-testid="make-steps">
      {steps.map((step) => (
        <Step key={step.name} step={step} millis={millisOf(step.name, version) ?? times.get(step.name)}>
          {reportOf(step, job, version)}
        </Step>
      ))}
    </ol>
  );
}

const ICONS: Readonly<Record<StepState, ReactNode>> = {
  waiting: <Circle />,
  now: <LoaderCircle />,
  done: <Check />,
  failed: <X />,
  skipped: <Minus />,
};

interface StepProps {
  readonly step: JobStep;
  readonly millis: number | undefined;
  readonly children: ReactNode;
}

function Step({ step: { name, state }, millis, children }: StepProps) {
  const w = jobWords();
  const states = {
    waiting: w.stateWaiting,
    now: w.stateNow,
    done: w.stateDone,
    failed: w.stateFailed,
    skipped: w.stateSkipped,
  };
  const line = (
    <>
      <span className={styles.stepMark} aria-hidden="true">
        {ICONS[state]}
      </span>
      <span className={styles.stepName}>{w[name]}</span>
      <span className={`${styles.stepState} figures`}>
        {state === 'done' && millis !== undefined ? timeText(millis) : states[state]}
      </span>
    </>
  );
  return (
    <li
      className={styles.step}
      data-state={state}
      data-testid={`step-${name}`}
      aria-current={state === 'now' ? 'step' : undefined}
    >
      {children ? (
        <details open={state === 'failed' || undefined}>
          <summary>{line}</summary>
          <div className={styles.report}>{children}</div>
        </details>
      ) : (
        <div className={styles.stepLine}>{line}</div>
      )}
    </li>
  );
}

function timeText(millis: number): string {
  const w = jobWords.now();
  return millis < 1_000 ? w.millis(Math.round(millis)) : w.seconds((millis / 1_000).toFixed(1));
}

/** What the server measured. */
const millisOf = (name: StepName, version: JobVersion | undefined): number | undefined =>
  name === 'test' && version?.test
    ? version.test.steps.reduce((sum, step) => sum + step.millis, 0)
    : undefined;

function reportOf({ name }: JobStep, job: Job, version: JobVersion | undefined): ReactNode {
  if (!version) return null;
  switch (name) {
    case 'specification':
      return version.specification ? (
        <ul className={styles.sentences}>
          {sentencesOf(version.specification).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null;
    case 'code':
      return version.codeHash ? <CodeOf job={job.job} version={version} /> : null;
    case 'checks':
      return version.checks ? <ChecksReport checks={version.checks} /> : null;
    case 'test':
      return version.test ? <TestReport test={version.test} job={job.job} version={version.n} /> : null;
    case 'queue':
    case 'publish':
    case 'place':
      return null;
  }
}

/** How long each step took, of those that were seen to begin and to end. */
function useTimes(job: Job, steps: readonly JobStep[]): ReadonlyMap<StepName, number> {
  const [times, setTimes] = useState<ReadonlyMap<StepName, number>>(new Map());
  const [since, setSince] = useState<{ step: StepName; at: number; full: boolean }>();
  const now = steps.find(({ state }) => state === 'now')?.name;
  const over = isOver(job);
  useEffect(() => {
    const at = Date.now();
    if (since?.step === now) return;
    if (since?.full && steps.find(({ name }) => name === since.step)?.state === 'done')
      setTimes((before) => new Map(before).set(since.step, at - since.at));
    setSince(now === undefined || over ? undefined : { step: now, at, full: since !== undefined });
  }, [now, over, since, steps]);
  return times;
}
