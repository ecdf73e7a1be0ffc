import { ArrowLeft, Ban } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { setDraft } from '../../generator/draft.ts';
import { generator } from '../../generator/index.ts';
import { inWork, nowAt, stepsOf, wasPublished } from '../../generator/progress.ts';
import { isOver, type Job, newest } from '../../generator/types.ts';
import { Button, IconButton } from '../../kit/Button.tsx';
import { UnpluggedDrawing } from '../../kit/Drawings.tsx';
import { Notice } from '../../kit/Notice.tsx';
import { Bone, Later } from '../../kit/Skeleton.tsx';
import { announce, toast } from '../../kit/toasts.ts';
import { host } from '../../modules.ts';
import { registry } from '../../registry/index.ts';
import { useUser } from '../../security/index.ts';
import { useCanvasMeta, useCanvasState } from '../../state/index.ts';
import { problemText, referenceOf } from '../../words/problems.ts';
import panel from '../Panel.module.css';
import { useJob } from './asking.ts';
import { Failure } from './Failure.tsx';
import { jobWords } from './jobWords.ts';
import styles from './Make.module.css';
import { Approval, Placed, Refine } from './Outcome.tsx';
import { Progress } from './Progress.tsx';
import { showWidget } from './showWidget.ts';
import { titleOf } from './titles.ts';
import { Versions } from './Versions.tsx';
import { makeWords } from './words.ts';

/** A job while it goes on, and the app that came of it. */
export function JobView({ id }: { readonly id: string }) {
  const w = jobWords();
  const again = makeWords().again;
  const { job, link, error, arrivals, again: retry, show } = useJob(id);
  const me = useUser()?.id;
  useArrival(job, arrivals);
  const back = (
    <div className={panel.line}>
      <IconButton
        label={w.back}
        side="right"
        size="small"
        data-testid="make-back"
        onClick={() => setDraft({ step: 'start' })}
      >
        <ArrowLeft />
      </IconButton>
      <span className={panel.hint}>{w.back}</span>
    </div>
  );
  if (!job)
    return (
      <div className={panel.stack}>
        {back}
        {error !== undefined ? (
          <Notice
            tone="bad"
            drawing={<UnpluggedDrawing />}
            title={w.lost}
            reference={referenceOf(error)}
            actions={
              <>
                <Button onClick={retry}>{again}</Button>
                <Button onClick={() => setDraft({ step: 'start', job: undefined })}>{w.toStart}</Button>
              </>
            }
          >
            {problemText(error)}
          </Notice>
        ) : (
          <>
            <Later>
              <Bone w="70%" h={24} />
              <Bone h={220} />
            </Later>
            {link === 'asking' && <p className={panel.hint}>{w.polling}</p>}
          </>
        )}
      </div>
    );
  const mine = job.owner === me;
  const over = isOver(job);
  const made = job.versions.some(wasPublished);
  const failed =
    job.status === 'failed' || newest(job)?.error != null || (job.status === 'cancelled' && !made);
  return (
    <div className={panel.stack} data-testid="make-job-view" data-status={job.status}>
      {back}
      <header className={panel.section}>
        <h3 className={styles.jobTitle}>{titleOf(job)}</h3>
        {job.prompt !== '' && (
          <p className={panel.hint}>
            {w.asked}: {job.prompt}
          </p>
        )}
      </header>
      <Headline job={job} link={link} />
      {over && job.unplaced && !job.widget && <p className={panel.hint}>{w.unplaced(job.unplaced)}</p>}
      {over && failed && mine && <Failure job={job} onSent={retry} />}
      {!over && mine && <Cancel job={job} onDone={show} />}
      {job.status !== 'published' && <Progress job={job} />}
      {made && job.app && <Placed job={job} app={job.app} />}
      {made && over && mine && <Refine job={job} onSent={retry} />}
      {(made || job.versions.length > 1) && <Versions job={job} />}
      {job.status === 'published' && (
        <details className={styles.more} data-testid="make-how">
          <summary>{w.how}</summary>
          <Progress job={job} />
        </details>
      )}
      {made && over && mine && <Approval job={job} onDone={show} />}
    </div>
  );
}

/** One sentence for how it stands; said by screen readers when it changes. */
function Headline({ job, link }: { readonly job: Job; readonly link: 'live' | 'asking' }) {
  const w = jobWords();
  const here = useCanvasState((state) => state.widgets[job.widget ?? ''] !== undefined);
  const over = isOver(job);
  return (
    <div className={styles.headline} role="status" data-status={job.status} data-testid="make-headline">
      <span className={styles.dot} aria-hidden="true" />
      <p>
        {headlineOf(job, here)}
        {!over && link === 'asking' && <small>{w.polling}</small>}
      </p>
    </div>
  );
}

function headlineOf(job: Job, here: boolean): string {
  const w = jobWords.now();
  const before = job.versions.findLast(wasPublished)?.appVersion;
  switch (job.status) {
    case 'published':
      return here ? w.readyHere : w.ready;
    case 'cancelled':
    case 'failed': {
      const said = job.status === 'failed' ? w.failed : w.stopped;
      return before ? `${said}${job.status === 'failed' ? '.' : ''} ${w.stillThere(before)}` : said;
    }
    case 'queued':
    case 'working': {
      const step = nowAt(stepsOf(job, inWork(job))) ?? 'queue';
      if (step === 'queue') {
        if (job.workers === 0) return w.noWorker;
        return job.position ? w.inLine(job.position, job.workers ?? 1) : w.begins;
      }
      return w[`now${step.charAt(0).toUpperCase()}${step.slice(1)}` as `now${Capitalize<typeof step>}`];
    }
  }
}

function Cancel({ job, onDone }: { readonly job: Job; onDone(job: Job): void }) {
  const w = jobWords();
  const [busy, setBusy] = useState(false);
  const cancel = async () => {
    setBusy(true);
    try {
      onDone(await generator.cancel(job.job));
    } catch (error) {
      toast({ text: problemText(error), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div>
      <Button icon={<Ban />} busy={busy} data-testid="make-cancel" onClick={cancel}>
        {w.cancel}
      </Button>
    </div>
  );
}

/** When what one waited for is there: the catalogue knows it, and the widget is shown. */
function useArrival(job: Job | undefined, arrivals: number): void {
  const here = useCanvasMeta()?.id;
  const newest = useRef({ job, here });
  newest.current = { job, here };
  useEffect(() => {
    const { job: made, here: canvas } = newest.current;
    if (arrivals === 0 || made?.status !== 'published' || !made.app) return;
    const { app, widget } = made;
    void registry.getAppDetails(app).then(
      ({ title }) => announce(jobWords.now().onCanvas(title)),
      () => {}, // the headline says it too
    );
    void host.queries.invalidateQueries({ queryKey: ['apps'] });
    if (widget && made.canvas === canvas) showWidget(widget);
  }, [arrivals]);
}
