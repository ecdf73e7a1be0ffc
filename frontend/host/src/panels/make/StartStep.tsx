import { ArrowRight, ChevronRight, ShieldQuestion, Sparkles } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { setDraft, useDraft } from '../../generator/draft.ts';
import { generator } from '../../generator/index.ts';
import { type JobItem, LIMITS } from '../../generator/types.ts';
import { ApiError } from '../../http/index.ts';
import { Button } from '../../kit/Button.tsx';
import { Notice } from '../../kit/Notice.tsx';
import { Bone, Later } from '../../kit/Skeleton.tsx';
import { announce } from '../../kit/toasts.ts';
import { useCanvasMeta } from '../../state/index.ts';
import { fieldProblem, problemText } from '../../words/problems.ts';
import { When } from '../../words/time.tsx';
import panel from '../Panel.module.css';
import { troubleText, useApprovals, useJobs, useQuota, useStart } from './asking.ts';
import styles from './Make.module.css';
import { QuotaLine } from './QuotaLine.tsx';
import { type MakeWords, makeWords } from './words.ts';

/** Jobs listed at first. */
const LISTED = 5;

/** Says what an app is for; below it what was made before. */
export function StartStep() {
  return (
    <div className={panel.stack} data-testid="make-start">
      <Prompt />
      <Waiting />
      <Jobs />
    </div>
  );
}

/** What is wrong with the words themselves. */
export function promptProblem(prompt: string, w: MakeWords): string | undefined {
  if (prompt.trim() === '') return w.empty;
  if (prompt.length > LIMITS.prompt) return w.tooLongPrompt(prompt.length - LIMITS.prompt);
  return isText(prompt) ? undefined : w.binary;
}
/** No control characters but those of writing, and nothing that could not be decoded. */
const isText = (text: string): boolean =>
  [...text].every((char) => {
    const code = char.codePointAt(0) ?? 0;
    const writing = char === '\n' || char === '\r' || char === '\t';
    return (
      writing || (code >= 0x20 && code !== 0x7f && code !== 0xfffd && !(code >= 0xd800 && code < 0xe000))
    );
  });

function Prompt() {
  const w = makeWords();
  const id = useId();
  const prompt = useDraft((state) => state.prompt);
  // What an app is to become is gone on with at the app.
  const begun = useDraft((state) => (state.refines ? undefined : state.specification));
  const [problem, setProblem] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const [reading, setReading] = useState<AbortController>();
  const area = useRef<HTMLTextAreaElement>(null);
  const start = useStart();
  const quota = useQuota();
  const full = quota.data !== undefined && quota.data.used >= quota.data.max;
  useEffect(() => () => reading?.abort(), [reading]);
  useEffect(() => {
    // Not on a phone: there the keyboard would come up over what is to be read first.
    if (globalThis.matchMedia?.('(pointer: fine)').matches) area.current?.focus({ preventScroll: true });
  }, []);
  const change = (next: string) => {
    setDraft({ prompt: next });
    setProblem(undefined);
    setFailure(undefined);
    start.reset();
  };
  const look = async () => {
    if (reading) return;
    const wrong = promptProblem(prompt, w);
    setProblem(wrong);
    setFailure(undefined);
    if (wrong) return area.current?.focus();
    const mine = new AbortController();
    setReading(mine);
    announce(w.reading);
    try {
      const specification = await generator.analyzePrompt(prompt.trim(), mine.signal);
      setDraft({ step: 'specify', specification, refines: undefined });
    } catch (error) {
      if (mine.signal.aborted) return;
      const said = fieldProblem(error, 'prompt');
      if (said === undefined) setFailure(error);
      setProblem(said);
      area.current?.focus();
    } finally {
      setReading((now) => (now === mine ? undefined : now));
    }
  };
  const told = problem ?? fieldProblem(start.error, 'prompt');
  const waits = failure instanceof ApiError && failure.status === 503;
  return (
    <form
      className={panel.section}
      onSubmit={(event) => {
        event.preventDefault();
        void look();
      }}
    >
      <label className={styles.ask} htmlFor={id}>
        <Sparkles />
        {w.need}
      </label>
      <textarea
        ref={area}
        id={id}
        className={styles.area}
        rows={4}
        value={prompt}
        placeholder={w.placeholder}
        data-testid="make-prompt"
        aria-invalid={told ? true : undefined}
        aria-describedby={told ? `${id}-problem` : `${id}-hint`}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void look();
        }}
      />
      {told ? (
        <p id={`${id}-problem`} className={styles.problem} role="alert" data-testid="make-problem">
          {told}
        </p>
      ) : (
        <p id={`${id}-hint`} className={panel.hint}>
          {w.needHint}
        </p>
      )}
      {failure !== undefined && (
        <div
          className={styles.note}
          data-tone={waits ? 'warn' : 'bad'}
          role="alert"
          data-testid="make-failure"
        >
          <p>{waits ? w.noReader : troubleText(failure)}</p>
          {waits && (
            <Button
              size="small"
              busy={start.isPending}
              data-testid="make-queue"
              onClick={() => start.mutate({ prompt: prompt.trim() })}
            >
              {w.waitInLine}
            </Button>
          )}
        </div>
      )}
      {start.isError && !told && <p className={panel.bad}>{troubleText(start.error)}</p>}
      <div className={panel.line}>
        <Button
          kind="primary"
          type="submit"
          icon={<ArrowRight />}
          busy={reading !== undefined}
          disabled={full}
          data-testid="make-analyze"
        >
          {reading ? w.reading : w.look}
        </Button>
        {begun && !reading && (
          <Button data-testid="make-go-on" onClick={() => setDraft({ step: 'specify' })}>
            {w.goOn(begun.title.trim() || '…')}
          </Button>
        )}
        {reading && <Button onClick={() => setReading(undefined)}>{w.stop}</Button>}
        <QuotaLine />
      </div>
      <section className={styles.examples} aria-label={w.examples}>
        <h3>{w.examples}</h3>
        {[w.example1, w.example2, w.example3].map((example) => (
          <button
            key={example}
            type="button"
            data-testid="make-example"
            onClick={() => {
              change(example);
              area.current?.focus();
            }}
          >
            {example}
          </button>
        ))}
      </section>
    </form>
  );
}

/** For operators alone: the server refuses everybody else. */
function Waiting() {
  const w = makeWords();
  const { data = [] } = useApprovals();
  if (data.length === 0) return null;
  return (
    <Button
      wide
      icon={<ShieldQuestion />}
      data-testid="make-approvals"
      onClick={() => setDraft({ step: 'approvals' })}
    >
      {w.waiting(data.length)}
    </Button>
  );
}

function Jobs() {
  const w = makeWords();
  const { data, error, isPending, isFetching, refetch } = useJobs();
  const [most, setMost] = useState(LISTED);
  const here = useCanvasMeta()?.id;
  const sorted = [...(data ?? [])].sort((a, b) => Number(b.canvas === here) - Number(a.canvas === here));
  return (
    <section className={panel.section}>
      <h3>{w.yours}</h3>
      {isPending ? (
        <Later>
          <Bone h={44} />
          <Bone h={44} />
        </Later>
      ) : error && !data ? (
        <Notice
          tone="bad"
          title={w.jobsFailed}
          actions={
            <Button busy={isFetching} onClick={() => refetch()}>
              {w.again}
            </Button>
          }
        >
          {problemText(error)}
        </Notice>
      ) : sorted.length === 0 ? (
        <p className={panel.hint}>{w.noneYet}</p>
      ) : (
        <>
          <ul className={panel.list} data-testid="make-jobs">
            {sorted.slice(0, most).map((one) => (
              <li key={one.job}>
                <JobRow job={one} />
              </li>
            ))}
          </ul>
          {sorted.length > most && (
            <div>
              <Button size="small" onClick={() => setMost(sorted.length)}>
                {w.moreJobs}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

function JobRow({ job }: { readonly job: JobItem }) {
  const w = makeWords();
  return (
    <button
      type="button"
      className={panel.row}
      data-testid="make-job"
      data-status={job.status}
      onClick={() => setDraft({ step: 'job', job: job.job })}
    >
      <span className={panel.grow}>
        <strong>{job.title || job.prompt}</strong>
        <span>
          <span className={styles.status} data-status={job.status}>
            {w[job.status]}
          </span>{' '}
          {(job.version ?? 0) > 1 && <span className="figures">{w.versions(job.version ?? 0)} </span>}
          <When at={job.at} />
        </span>
      </span>
      <ChevronRight />
    </button>
  );
}
