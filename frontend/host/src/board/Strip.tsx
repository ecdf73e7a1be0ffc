import { memo, useMemo } from 'react';
import { nameOf, useCanvasState } from '../state/index.ts';
import type { EventLogEntry } from '../state/types.ts';
import { ago } from '../words/time.tsx';
import { useLanguage, words } from '../words/words.ts';
import styles from './Strip.module.css';
import { useEventLogInSteps } from './useEventLogInSteps.ts';
import { useNow } from './useNow.ts';
import { useHues, useOthers } from './usePeople.ts';

const useWords = words({
  live: ['Live', 'Live'],
  waiting: ['Not live now', 'Gerade nicht live'],
  changes: [
    (n: number) => (n === 1 ? '1 change' : `${n} changes`),
    (n: number) => (n === 1 ? '1 Änderung' : `${n} Änderungen`),
  ],
  since: ['since you opened it', 'seit du hier bist'],
  people: [
    (n: number) => (n === 1 ? 'only you here' : `${n} people here`),
    (n: number) => (n === 1 ? 'nur du bist hier' : `${n} Menschen hier`),
  ],
  activity: ['Activity since you opened this canvas', 'Geschehen, seit du diese Leinwand geöffnet hast'],
  now: ['now', 'jetzt'],
  quiet: ['Nothing has changed yet', 'Noch hat sich nichts geändert'],
});

/** The curve follows the log this often, however much happens. */
const LOOK_MS = 500;
/** Shapes of the curve; more would be finer than a pixel. */
const BUCKETS = 96;
/** The curve begins with this span and grows with the visit. */
const SPAN_MIN_MS = 60_000;
const WIDTH = 960;
const HEIGHT = 34;

export interface Activity {
  readonly curve: readonly number[];
  readonly lanes: readonly { readonly by: string; readonly at: readonly number[] }[];
  readonly from: number;
}

/** Changes over time, counted into the curve's shapes, and who made them. */
export function activityOf(log: readonly EventLogEntry[], opened: number, now: number): Activity {
  const from = Math.min(opened, now - SPAN_MIN_MS);
  const curve = new Array<number>(BUCKETS).fill(0);
  const lanes = new Map<string, Set<number>>();
  for (const entry of log) {
    if (entry.time < from) continue;
    const bucket = Math.min(
      BUCKETS - 1,
      Math.floor(((entry.time - from) / Math.max(1, now - from)) * BUCKETS),
    );
    curve[bucket] = (curve[bucket] ?? 0) + 1;
    lanes.set(entry.by, (lanes.get(entry.by) ?? new Set()).add(bucket));
  }
  return { curve, lanes: [...lanes].map(([by, at]) => ({ by, at: [...at] })), from };
}

/** Where nothing happened the line runs below the edge and is not seen. */
const heightOf = (part: number): number => (part === 0 ? HEIGHT + 3 : HEIGHT - part * (HEIGHT - 4));

/** What happened since this page was opened: how much, by whom, and whether it goes on. */
export const Strip = memo(function Strip() {
  const w = useWords();
  const language = useLanguage();
  const log = useEventLogInSteps(LOOK_MS);
  const status = useCanvasState((state) => state.status.kind);
  const others = useOthers();
  const hues = useHues();
  const now = useNow(2_000);
  const opened = useMemo(() => Date.now(), []);
  const { curve, lanes, from } = useMemo(() => activityOf(log, opened, now), [log, opened, now]);
  const live = status === 'durable' || status === 'saving' || status === 'viewing';
  const count = log.at(-1)?.n ?? 0;
  const peak = Math.max(3, ...curve);
  const points = curve.map((value, n) => `${((n + 0.5) / BUCKETS) * WIDTH},${heightOf(value / peak)}`);
  return (
    <footer className={styles.strip} data-testid="strip">
      <figure className={styles.activity} aria-label={`${w.activity}: ${w.changes(count)}`}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <polygon points={`0,${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}`} className={styles.area} />
          <polyline points={points.join(' ')} className={styles.line} />
        </svg>
        <div className={styles.lanes} aria-hidden="true">
          {lanes.slice(0, 4).map((lane) => (
            <div key={lane.by} title={nameOf(lane.by)}>
              {lane.at.map((bucket) => (
                <i
                  key={bucket}
                  style={{ left: `${((bucket + 0.5) / BUCKETS) * 100}%`, background: hues(lane.by) }}
                />
              ))}
            </div>
          ))}
        </div>
        <figcaption>
          <span>{count === 0 ? w.quiet : ago(from, now, language)}</span>
          <span>{w.now}</span>
        </figcaption>
      </figure>
      <p className={styles.words}>
        <strong data-live={live || undefined}>{live ? w.live : w.waiting}</strong>
        <span>
          <span data-testid="change-count" data-count={count}>
            {w.changes(count)}
          </span>{' '}
          {w.since}
        </span>
        <span>{w.people(others.length + 1)}</span>
      </p>
    </footer>
  );
});
