import type { Place } from '@gesso/sdk/protocol';
import { millisOf } from '@gesso/sdk/protocol';
import { type CSSProperties, useMemo } from 'react';
import type { Metrics } from '../board/geometry.ts';
import { useEventLogInSteps } from '../board/useEventLogInSteps.ts';
import { type OpenCanvas, useCanvasHandle } from '../canvas/index.ts';
import { useCanvasState } from '../state/index.ts';
import { useLanguage } from '../words/words.ts';
import { spokenTime } from './axis.ts';
import { type Change, type Difference, difference, type Sight } from './diff.ts';
import type { Moment } from './fold.ts';
import styles from './PastLayer.module.css';
import { type Against, pastOf, useAgainst } from './past.ts';
import { pastWords } from './words.ts';

/** While a comparison is drawn the present is looked at in steps. */
const LOOK_MS = 500;

/** What is different between the shown moment and the one that it is compared with. */
export default function PastLayer({ metrics }: { readonly metrics: Metrics }) {
  const against = useAgainst();
  return against ? <Marks against={against} at={metrics.at} /> : null;
}

const sightOf = ({ canvas, widgets }: Moment): Sight => ({ canvas, widget: (id) => widgets.get(id) });

function presentSight({ live }: OpenCanvas): Sight | undefined {
  const canvas = live.model.current;
  return canvas && { canvas, widget: (id) => live.model.widget(id) };
}

export function Marks({ against, at }: { readonly against: Against; readonly at: Metrics['at'] }) {
  const w = pastWords();
  const language = useLanguage();
  const open = useCanvasHandle();
  const past = useCanvasState((state) => state.past);
  const log = useEventLogInSteps(LOOK_MS);
  const { found, towards } = useMemo(
    () => compared(open, against, at, past, log),
    [open, against, at, past, log],
  );
  if (!found) return null;
  const pinned =
    against.kind === 'pinned' ? spokenTime(millisOf(against.moment.at), Date.now(), language) : '';
  const title =
    against.kind === 'now'
      ? w.comparedNow
      : towards === 'later'
        ? w.comparedUntil(pinned)
        : w.comparedWith(pinned);
  return (
    <div
      className={styles.layer}
      data-testid="difference"
      data-count={found.changes.length}
      aria-hidden="true"
    >
      {found.changes.map((change) => (
        <Mark key={change.widget} change={change} shown={shownSide(change, towards)} />
      ))}
      <p className={styles.legend}>
        {title}: {found.changes.length === 0 ? w.noDifference : ''}
        {(['added', 'removed', 'moved', 'content'] as const).map((kind) => {
          const n = found.changes.filter((one) => kindOf(one) === kind).length;
          return n === 0 ? null : (
            <span key={kind} data-kind={kind}>
              {
                { added: w.addedMark, removed: w.removedMark, moved: w.movedMark, content: w.changedMark }[
                  kind
                ]
              }{' '}
              {n}
            </span>
          );
        })}
      </p>
    </div>
  );
}

type Towards = 'later' | 'earlier';

/** `later` when what is shown is the earlier of the two. */
function compared(
  open: OpenCanvas,
  against: Against,
  at: Metrics['at'],
  _past: unknown,
  _log: unknown,
): { readonly found: Difference | undefined; readonly towards: Towards } {
  const shown = pastOf(open).shown();
  if (!shown) return { found: undefined, towards: 'later' };
  if (against.kind === 'now') {
    const now = presentSight(open);
    return { found: now && difference(sightOf(shown), now, at), towards: 'later' };
  }
  const { moment } = against;
  return moment.at <= shown.at
    ? { found: difference(sightOf(moment), sightOf(shown), at), towards: 'earlier' }
    : { found: difference(sightOf(shown), sightOf(moment), at), towards: 'later' };
}

const kindOf = (change: Change): 'added' | 'removed' | 'moved' | 'content' =>
  change.kind === 'changed' ? (change.from ? 'moved' : 'content') : change.kind;

/** Where the widget is drawn just now, if it is. */
function shownSide(
  change: Change,
  towards: Towards,
): { readonly here: Place | undefined; readonly there: Place | undefined } {
  switch (change.kind) {
    case 'added':
      return towards === 'later'
        ? { here: undefined, there: change.place }
        : { here: change.place, there: undefined };
    case 'removed':
      return towards === 'later'
        ? { here: change.place, there: undefined }
        : { here: undefined, there: change.place };
    case 'changed': {
      const { place, from = place } = change;
      const other = change.from ? { there: towards === 'later' ? place : from } : { there: undefined };
      return { here: towards === 'later' ? from : place, ...other };
    }
  }
}

interface MarkProps {
  readonly change: Change;
  readonly shown: { readonly here: Place | undefined; readonly there: Place | undefined };
}

function Mark({ change, shown: { here, there } }: MarkProps) {
  const w = pastWords();
  const kind = kindOf(change);
  const word = { added: w.addedMark, removed: w.removedMark, moved: w.movedMark, content: w.changedMark }[
    kind
  ];
  return (
    <>
      {here && (
        <div className={styles.here} style={styleOf(here)} data-kind={kind} data-mark={change.widget}>
          <span>{word}</span>
        </div>
      )}
      {there && (
        <div className={styles.there} style={styleOf(there)} data-kind={kind} data-ghost={change.widget}>
          <span>
            {word}: {change.title}
          </span>
        </div>
      )}
    </>
  );
}

const styleOf = ({ position, size }: Place): CSSProperties =>
  ({ '--x': position.x, '--y': position.y, '--w': size.w, '--h': size.h }) as CSSProperties;
