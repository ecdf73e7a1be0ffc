import { RotateCcw } from 'lucide-react';
import { setDraft } from '../../generator/draft.ts';
import { stepOf, wasPublished } from '../../generator/progress.ts';
import { type Job, newest } from '../../generator/types.ts';
import { Button } from '../../kit/Button.tsx';
import panel from '../Panel.module.css';
import { troubleText, useRefine, useStart } from './asking.ts';
import { jobWords } from './jobWords.ts';
import styles from './Make.module.css';

/** What went wrong, in plain words, and what can be done; nothing that was asked for is lost. */
export function Failure({ job, onSent }: { readonly job: Job; onSent(): void }) {
  const w = jobWords();
  const start = useStart();
  const refine = useRefine();
  const last = newest(job);
  const specification = last?.specification ?? undefined;
  const step = (last?.error && stepOf(last.error.step)) ?? 'code';
  const what = {
    queue: w.failQueue,
    specification: w.failSpecification,
    code: w.failCode,
    checks: w.failChecks,
    test: w.failTest,
    publish: w.failPublish,
    place: w.failPlace,
  }[step];
  const made = job.versions.some(wasPublished);
  // By the person, who may go on from there.
  const stopped = job.status === 'cancelled' && !last?.error;
  const again = () => {
    if (made)
      refine.mutate(
        {
          job: job.job,
          ...(last?.words ? { words: last.words } : specification ? { specification } : {}),
        },
        { onSuccess: onSent },
      );
    else start.mutate({ prompt: job.prompt, ...(specification ? { specification } : {}) });
  };
  const failure = start.error ?? refine.error;
  return (
    <section className={styles.note} data-tone={stopped ? 'warn' : 'bad'} data-testid="make-failed">
      {!stopped && (
        <p>
          {what} {last?.error?.ours ? w.ours : w.kept}
        </p>
      )}
      {last?.error && (
        <p className={panel.hint}>
          {w.reason}: {last.error.reason}
        </p>
      )}
      <div className={panel.line}>
        <Button
          size="small"
          icon={<RotateCcw />}
          busy={start.isPending || refine.isPending}
          data-testid="make-retry"
          onClick={again}
        >
          {w.again}
        </Button>
        {!made && (
          <Button
            size="small"
            data-testid="make-other-words"
            onClick={() => setDraft({ step: 'start', prompt: job.prompt })}
          >
            {w.otherWords}
          </Button>
        )}
        {specification && (
          <Button
            size="small"
            onClick={() =>
              setDraft({
                step: 'specify',
                prompt: job.prompt,
                specification,
                refines: made ? job.job : undefined,
              })
            }
          >
            {w.otherForm}
          </Button>
        )}
      </div>
      {failure && <p className={panel.hint}>{troubleText(failure)}</p>}
    </section>
  );
}
