import { ArrowLeft, Check, X } from 'lucide-react';
import { useState } from 'react';
import { setDraft } from '../../generator/draft.ts';
import { generator } from '../../generator/index.ts';
import { wasPublished } from '../../generator/progress.ts';
import { type Job, newest } from '../../generator/types.ts';
import { Button, IconButton } from '../../kit/Button.tsx';
import { BlankDrawing } from '../../kit/Drawings.tsx';
import { Notice } from '../../kit/Notice.tsx';
import { Bone, Later } from '../../kit/Skeleton.tsx';
import { announce, toast } from '../../kit/toasts.ts';
import { host } from '../../modules.ts';
import { nameOf } from '../../state/index.ts';
import { fieldProblem, problemText } from '../../words/problems.ts';
import { When } from '../../words/time.tsx';
import panel from '../Panel.module.css';
import { useApprovals } from './asking.ts';
import { Field } from './inputs.tsx';
import { jobWords } from './jobWords.ts';
import styles from './Make.module.css';
import { Progress } from './Progress.tsx';
import { titleOf } from './titles.ts';
import { makeWords } from './words.ts';

/** As the server's limit. */
const REASON_MAX = 500;

/** For operators: what somebody wants to offer to everybody, with all that is known of it. */
export function Approvals() {
  const w = jobWords();
  const again = makeWords().again;
  const { data, error, isFetching, refetch } = useApprovals();
  return (
    <div className={panel.stack} data-testid="approvals">
      <div className={panel.line}>
        <IconButton label={w.back} side="right" size="small" onClick={() => setDraft({ step: 'start' })}>
          <ArrowLeft />
        </IconButton>
        <span className={panel.hint}>{w.back}</span>
      </div>
      {data === undefined ? (
        error ? (
          <Notice
            tone="bad"
            title={w.approvalsFailed}
            actions={
              <Button busy={isFetching} onClick={() => refetch()}>
                {again}
              </Button>
            }
          >
            {problemText(error)}
          </Notice>
        ) : (
          <Later>
            <Bone h={120} />
          </Later>
        )
      ) : data.length === 0 ? (
        <Notice drawing={<BlankDrawing />} title={w.noApprovals}>
          {w.noApprovalsText}
        </Notice>
      ) : (
        <>
          <h3 className={styles.sub}>{w.approvals}</h3>
          <ul className={panel.stack}>
            {data.map((job) => (
              <Waiting key={job.job} job={job} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Waiting({ job }: { readonly job: Job }) {
  const w = jobWords();
  const [rejecting, setRejecting] = useState(false);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const version =
    job.versions.find(({ n }) => n === job.approvalOf) ?? job.versions.findLast(wasPublished) ?? newest(job);
  const title = titleOf(job);
  const decide = async (what: () => Promise<Job>, said: string) => {
    setBusy(true);
    try {
      await what();
      toast({ text: said });
      announce(said);
      void host.queries.invalidateQueries({ queryKey: ['ai', 'approvals'] });
    } catch (error) {
      const told = fieldProblem(error, 'reason');
      if (told) setProblem(told);
      else toast({ text: problemText(error), tone: 'bad' });
      // Another version may be up by now.
      void host.queries.invalidateQueries({ queryKey: ['ai', 'approvals'] });
    } finally {
      setBusy(false);
    }
  };
  const reject = () => {
    if (!rejecting) return setRejecting(true);
    const why = reason.trim();
    setProblem(why === '' ? w.whyNeeded : undefined);
    if (why !== '') void decide(() => generator.reject(job.job, why, job.approvalOf), w.rejectedDone(title));
  };
  return (
    <li className={styles.card} data-testid="approval">
      <strong>{title}</strong>
      <span className={panel.hint}>
        {w.byPerson(nameOf(job.owner) ?? job.owner)}, <When at={job.at} />
      </span>
      <p>
        {w.asked}: {job.prompt}
      </p>
      {version && <Progress job={job} version={version} />}
      {rejecting && (
        <Field
          label={w.why}
          value={reason}
          maxLength={REASON_MAX}
          problem={problem}
          autoFocus
          data-testid="reject-reason"
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <div className={panel.line}>
        <Button
          kind="primary"
          icon={<Check />}
          busy={busy}
          data-testid="approve"
          onClick={() => void decide(() => generator.approve(job.job, job.approvalOf), w.approvedDone(title))}
        >
          {w.approve}
        </Button>
        <Button kind="danger" icon={<X />} disabled={busy} data-testid="reject" onClick={reject}>
          {w.reject}
        </Button>
      </div>
    </li>
  );
}
