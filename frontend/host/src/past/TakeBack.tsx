import { type ReactNode, useEffect, useState } from 'react';
import { ApiError } from '../http/index.ts';
import { Button } from '../kit/Button.tsx';
import Dialog from '../kit/Dialog.tsx';
import { Bone } from '../kit/Skeleton.tsx';
import { problemText } from '../words/problems.ts';
import styles from './Past.module.css';
import { grouped, who } from './sentences.ts';
import type { Taken } from './undoing.ts';
import { pastWords } from './words.ts';

/** What would be done, in as many words as a person needs to decide. */
export interface Prospect {
  /** Newest first. */
  readonly events: readonly Taken[];
  /** Older ones are taken back, too, that are not among these. */
  readonly more: boolean;
  /** What stays as it is, each with its reason. */
  readonly stays: readonly string[];
  /** What is done besides, in whole sentences. */
  readonly besides: readonly string[];
  run(): Promise<void>;
}

interface TakeBackProps {
  readonly title: string;
  readonly intro: ReactNode;
  readonly action: string;
  readonly testId: string;
  /** Another key looks anew. */
  readonly of: string;
  prospect(): Promise<Prospect>;
  onClose(): void;
}

/** Lines that are listed; of the others how many there are. */
const LINES_MOST = 8;

/** First says what would be taken back and what would stay, then does it. */
export function TakeBack({ title, intro, action, testId, of, prospect, onClose }: TakeBackProps) {
  const w = pastWords();
  const [found, setFound] = useState<{ of: string; prospect?: Prospect; problem?: unknown }>();
  const [busy, setBusy] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when there is something else to look at
  useEffect(() => {
    let current = true;
    prospect().then(
      (seen) => current && setFound({ of, prospect: seen }),
      (problem: unknown) => current && setFound({ of, problem }),
    );
    return () => {
      current = false;
    };
  }, [of]);
  const now = found?.of === of ? found : undefined;
  const seen = now?.prospect;
  const nothing = seen && seen.events.length === 0 && seen.besides.length === 0;
  const run = () => {
    if (!seen) return;
    setBusy(true);
    seen.run().then(onClose, (problem: unknown) => {
      setFound({ of, problem });
      setBusy(false);
    });
  };
  return (
    <Dialog title={title} testId={testId} onClose={onClose}>
      <div className={styles.form}>
        {intro}
        <div className={styles.plan} data-testid="plan" aria-live="polite" aria-busy={!now}>
          {!now && (
            <>
              <Bone w="60%" />
              <Bone w="88%" />
              <Bone w="74%" />
            </>
          )}
          {now?.problem !== undefined && <p role="alert">{reasonOf(now.problem, w.nothing)}</p>}
          {nothing && <p>{w.nothing}</p>}
          {seen && seen.events.length + seen.besides.length > 0 && (
            <section>
              <h3>{w.wouldTake(seen.events.length + seen.besides.length, seen.more)}</h3>
              <Lines events={seen.events} besides={seen.besides} />
            </section>
          )}
          {seen && seen.stays.length > 0 && (
            <section data-testid="stays">
              <h3>{w.wouldSkip}</h3>
              <ul className={styles.stays}>
                {seen.stays.slice(0, LINES_MOST).map((line) => (
                  <li key={line}>{line}</li>
                ))}
                {seen.stays.length > LINES_MOST && <li>{w.andMore(seen.stays.length - LINES_MOST)}</li>}
              </ul>
            </section>
          )}
        </div>
        <div className={styles.actions}>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button
            kind="primary"
            busy={busy}
            disabled={!seen || nothing}
            data-first=""
            data-testid="take-back"
            onClick={run}
          >
            {action}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function Lines({ events, besides }: Pick<Prospect, 'events' | 'besides'>) {
  const w = pastWords();
  const lines = grouped(events);
  const room = Math.max(0, LINES_MOST - besides.length);
  return (
    <ul>
      {besides.map((line) => (
        <li key={line}>{line}</li>
      ))}
      {lines.slice(0, room).map(({ text, by, n }) => (
        <li key={`${by} ${text}`}>
          <strong>{who(by)}</strong> {n > 1 ? w.times(text, n) : text}
        </li>
      ))}
      {lines.length > room && <li>{w.andMore(lines.length - room)}</li>}
    </ul>
  );
}

const reasonOf = (problem: unknown, nothing: string): string =>
  problem instanceof ApiError && problem.code === 'not-found' ? nothing : problemText(problem);
