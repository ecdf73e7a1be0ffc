import { useEffect, useRef } from 'react';
import { draft, draftOf, setDraft, useDraft } from '../generator/draft.ts';
import { useUser } from '../security/index.ts';
import { Approvals } from './make/Approvals.tsx';
import { JobView } from './make/JobView.tsx';
import styles from './make/Make.module.css';
import { SpecifyStep } from './make/SpecifyStep.tsx';
import { StartStep } from './make/StartStep.tsx';

interface GeneratorPanelProps {
  /** A job to look at. */
  readonly job: string | undefined;
  /** Words to begin with. */
  readonly prompt: string | undefined;
}

/** From what a person needs, in words, to an app on the canvas and on to its next version. */
export default function GeneratorPanel({ job, prompt }: GeneratorPanelProps) {
  const me = useUser()?.id ?? '';
  const { step, user, ...now } = useDraft();
  useEffect(() => {
    draftOf(me);
    if (job !== undefined) setDraft({ step: 'job', job });
    else if (prompt !== undefined) setDraft({ step: 'start', prompt: prompt || draft().prompt });
  }, [me, job, prompt]);
  const root = useRef<HTMLDivElement>(null);
  const shown = useRef<string>(undefined);
  const place = user === me ? `${step} ${now.job}` : undefined;
  useEffect(() => {
    if (place === undefined) return;
    // What was pressed is gone with the step before: the focus goes to what came instead.
    if (shown.current !== undefined && shown.current !== place && document.activeElement === document.body)
      root.current?.focus({ preventScroll: true });
    shown.current = place;
  }, [place]);
  if (place === undefined) return null;
  return (
    <div ref={root} className={styles.root} tabIndex={-1}>
      {step === 'specify' && now.specification ? (
        <SpecifyStep specification={now.specification} prompt={now.prompt} refines={now.refines} />
      ) : step === 'job' && now.job ? (
        <JobView key={now.job} id={now.job} />
      ) : step === 'approvals' ? (
        <Approvals />
      ) : (
        <StartStep />
      )}
    </div>
  );
}
